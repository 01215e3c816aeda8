using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>Each change by each who can make it, to a store of each size that is made anew for every round.</summary>
internal abstract class ChangeRace<TPlace> : IRace
{
    private const int Updates = 100;
    private const int Few = 1_000;

    public IEnumerable<Heat> Heats =>
        from tasks in Sizes.All.Select(size => Math.Min(size, Most)).Distinct()
        from change in Enum.GetValues<Change>()
        select new Heat(change.ToString(), tasks, () => LanesAsync(change, tasks))
        {
            MoreRounds = (tasks <= Few, change) switch
            {
                (true, _) => MoreRoundsOfFew,
                (_, Change.Update) => MoreRoundsOfUpdates,
                (_, Change.Cull or Change.Purge) => MoreRoundsOfDrops,
                _ => 1,
            },
            WarmsUp = tasks <= Few || Sizes.All.Min() > Few,
        };

    /// <summary>The most tasks that are changed.</summary>
    private protected abstract int Most { get; }

    /// <summary>How many times as many rounds there are with a thousand tasks.</summary>
    private protected virtual int MoreRoundsOfFew => 3;

    /// <summary>
    /// How many times as many rounds of updates there are with more tasks. More than one means that a place is kept for all of them, since
    /// to make one takes much longer than the updates, and that each round has pending tasks of its own.
    /// </summary>
    private protected virtual int MoreRoundsOfUpdates => 1;

    /// <summary>How many times as many rounds of culls and purges there are with more tasks.</summary>
    private protected virtual int MoreRoundsOfDrops => 1;

    private protected abstract IReadOnlyList<Keeping<TPlace>> Keepings { get; }

    private protected bool HasManyUpdates(int tasks) => MoreRoundsOfUpdates > 1 && tasks > Few;

    /// <summary>A place that holds the tasks, or nothing for <see cref="Change.Ingest"/>.</summary>
    private protected abstract Task<TPlace> PlaceAsync(Change change, string contender, TaskRecord[] tasks);

    private protected virtual Task CloseAsync(IKeeper keeper) => keeper.DisposeAsync().AsTask();

    private Task<IReadOnlyList<Lane>> LanesAsync(Change change, int count)
    {
        TaskRecord[] tasks = [.. GeneratedTasks.Of(count)];
        var lanes = Keepings
            .Where(keeping => !keeping.Cannot.Contains(change) && !(keeping.IsLeftOutOfQuick && Sizes.IsQuick))
            .Select(keeping => Lane(keeping, change, tasks))
            .ToList();
        return Task.FromResult<IReadOnlyList<Lane>>(lanes);
    }

    private Lane Lane(Keeping<TPlace> keeping, Change change, TaskRecord[] tasks)
    {
        var pending = Enumerable.Range(0, tasks.Length).Where(GeneratedTasks.IsPending).Select(GeneratedTasks.Id).Chunk(Updates).ToArray();
        var round = -1;
        IKeeper keeper = null!;
        return new Lane(keeping.Name, _ => change switch
        {
            Change.Ingest => keeper.AddAsync(tasks),
            Change.Update => keeper.CompleteAsync(pending[round % pending.Length], GeneratedTasks.After(tasks.Length)),
            Change.Cull => keeper.CullAsync(
                tasks.Length / 10, tasks.Length - (tasks.Length / 10), GeneratedTasks.CompletedUntil(tasks.Length / 10)),
            _ => keeper.PurgeAsync(GeneratedTasks.Engine(7)),
        })
        {
            Before = async () =>
            {
                round++;
                keeper = await keeping.Open(await PlaceAsync(change, keeping.Name, tasks));
            },
            After = async () =>
            {
                await CheckAsync(keeper, keeping.Name, change, tasks.Length);
                await CloseAsync(keeper);
            },
        };
    }

    /// <summary>
    /// A change that was not made is no result. DictDb, which culls when it is over its limit, keeps that many and the new one.
    /// </summary>
    private static async Task CheckAsync(IKeeper keeper, string contender, Change change, int tasks)
    {
        var left = change switch
        {
            Change.Cull => tasks - (tasks / 10),
            Change.Purge => tasks - (tasks / GeneratedTasks.Engines),
            _ => tasks,
        };
        if (await keeper.CountAsync() is var count && Math.Abs(count - left) > 1)
        {
            throw new InvalidOperationException($"{change}, {contender}: {count} tasks, not {left}.");
        }
    }
}

/// <summary>One who keeps tasks: its name, and how it starts at a place that may have tasks already.</summary>
internal sealed record Keeping<TPlace>(string Name, Func<TPlace, Task<IKeeper>> Open, params Change[] Cannot)
{
    /// <summary>Whether a quick run does without it: no goal compares with it.</summary>
    public bool IsLeftOutOfQuick { get; init; }
}
