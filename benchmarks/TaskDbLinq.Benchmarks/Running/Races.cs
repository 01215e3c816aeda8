using System.Diagnostics;

namespace TaskDbLinq.Benchmarks.Running;

/// <summary>
/// Runs contenders in turn, each a little, round after round: what disturbs the machine for a while disturbs all of them. BenchmarkDotNet
/// runs one to its end before the next one starts, and so compares the state of the machine, too.
/// </summary>
internal static class Races
{
    /// <param name="race">Who runs.</param>
    /// <param name="pace">How long.</param>
    /// <param name="isClose">Whether what a heat measured lies so near a limit that more rounds should decide.</param>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(IRace race, Pace pace, Func<IEnumerable<Measurement>, bool> isClose)
    {
        var measurements = new List<Measurement>();
        foreach (var heat in race.Heats)
        {
            var lanes = await heat.Open();
            var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            foreach (var measured in await RunAsync(race.GetType().Name, heat, lanes, pace, isClose))
            {
                Console.WriteLine(
                    $"{measured.Group} {measured.Work} {measured.Tasks} {measured.Contender}: {measured.Nanoseconds:N0} ns, "
                    + $"{measured.Bytes:N0} bytes, {measured.Rounds!.Length} rounds");
                measurements.Add(measured);
            }

            Console.WriteLine(
                $"-- {heat.Work} {heat.Tasks}: {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s, "
                + $"{(Environment.CpuUsage.TotalTime - used).TotalSeconds:N1} s of the processor");
            foreach (var lane in lanes)
            {
                await (lane.Close?.Invoke() ?? ValueTask.CompletedTask);
            }
        }

        return measurements;
    }

    private static async Task<IReadOnlyList<Measurement>> RunAsync(
        string group, Heat heat, IReadOnlyList<Lane> lanes, Pace pace, Func<IEnumerable<Measurement>, bool> isClose)
    {
        var turns = lanes.Select(lane => new Turns(lane, pace)).ToList();
        foreach (var turn in turns.Where(turn => turn.IsRepeated || heat.WarmsUp))
        {
            await turn.WarmUpAsync(heat.UsesUp ? TimeSpan.Zero : Pace.WarmUp);
        }

        var began = Stopwatch.GetTimestamp();
        var (round, rounds) = (0, pace.Rounds * heat.MoreRounds);
        await TakeUntilAsync(rounds);
        if (!heat.UsesUp && Stopwatch.GetElapsedTime(began) < Pace.Much && isClose(Measured()))
        {
            await TakeUntilAsync(rounds * Pace.TimesIfClose);
        }

        return Measured();

        List<Measurement> Measured() => [.. turns.Select(turn => turn.Measured(group, heat))];

        async Task TakeUntilAsync(int end)
        {
            for (; round < end; round++)
            {
                for (var i = 0; i < turns.Count; i++)
                {
                    if (heat.CollectsGarbage)
                    {
                        GC.Collect();
                    }

                    await turns[(round + i) % turns.Count].TakeAsync(round);
                }
            }
        }
    }

    /// <summary>A contender's turns so far.</summary>
    private sealed class Turns(Lane lane, Pace pace)
    {
        private readonly List<double> _rounds = [];
        private readonly List<double> _bytes = [];
        private TimeSpan _shortest = TimeSpan.MaxValue;
        private int _times = 1;

        public bool IsRepeated => lane.Before is null;

        /// <summary>Finds how often a turn repeats the call to last long enough; what is fast is warm by then.</summary>
        public async Task WarmUpAsync(TimeSpan least)
        {
            // The first call compiles code and translates queries: its time says nothing of the next ones.
            var began = Stopwatch.GetTimestamp();
            var last = await OnceAsync();
            while (!IsRepeated && Stopwatch.GetElapsedTime(began) < least)
            {
                await OnceAsync();
            }

            if (!IsRepeated || last > Pace.Endless)
            {
                return;
            }

            do
            {
                last = await OnceAsync();
                _times = last < pace.Turn / 2
                    ? Math.Max(_times * 2, (int)Math.Min(_times * 16.0, _times * (pace.Turn / last)))
                    : _times;
            }
            while (last < pace.Turn / 2 || Stopwatch.GetElapsedTime(began) < least);
        }

        public async Task TakeAsync(int round)
        {
            // By the shortest turn: one that the machine disturbed, or a first one, says little of how long the next ones take.
            if (round >= (_shortest > Pace.Endless ? 1 : _shortest > pace.Long ? pace.FewRounds : int.MaxValue))
            {
                return;
            }

            var before = GC.GetTotalAllocatedBytes(precise: true);
            var took = await OnceAsync();
            var calls = (double)_times * lane.Operations;
            _rounds.Add(took.TotalNanoseconds / calls);
            _bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / calls);
        }

        public Measurement Measured(string group, Heat heat) =>
            new(group, heat.Work, lane.Contender, heat.Tasks, Figure.Median(_rounds), IsRepeated ? Figure.Median(_bytes) : null)
            {
                Rounds = [.. _rounds],
            };

        private async Task<TimeSpan> OnceAsync()
        {
            await (lane.Before?.Invoke() ?? Task.CompletedTask);
            var began = Stopwatch.GetTimestamp();
            await lane.Run(_times);
            var took = Stopwatch.GetElapsedTime(began);
            _shortest = took < _shortest ? took : _shortest;
            await (lane.After?.Invoke() ?? Task.CompletedTask);
            return took;
        }
    }
}
