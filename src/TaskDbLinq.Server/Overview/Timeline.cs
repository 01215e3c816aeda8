namespace TaskDbLinq.Server.Overview;

/// <summary>One bar: a task as it is, where there are few.</summary>
internal readonly record struct Bar(int Lane, long From, long To, MarkState State, long Id);

/// <summary>A lane: an engine with what it ran.</summary>
/// <param name="Engine">The number of its name.</param>
internal sealed record Lane(int Engine)
{
    public long Tasks { get; set; }

    public long Failed { get; set; }

    public long Busy { get; set; }
}

/// <summary>
/// What each engine ran at which time, and below it how many tasks waited and ran, how many ended how, and how long they took:
/// reduced to some hundred columns, so that a million tasks are no more marks than a thousand. Few tasks are bars of their own.
/// </summary>
internal sealed class Timeline
{
    /// <summary>The most marks: columns of all lanes, or bars.</summary>
    public const int MostMarks = 4_000;

    private const int LeastColumns = 60;
    private const int MostBars = 1_500;

    private readonly long _now = DateTime.UtcNow.Ticks;
    private readonly double _ticksPerColumn;

    private Timeline(long from, long to, int columns)
    {
        (From, To, Columns) = (from, Math.Max(to, from + columns), columns);
        _ticksPerColumn = (To - From) / (double)columns;
        Waiting = new Coverage(columns);
        Running = new Coverage(columns);
        Ended = [.. Enumerable.Range(0, (int)MarkState.Gone).Select(_ => new int[columns])];
    }

    public long From { get; }

    public long To { get; }

    public int Columns { get; }

    public Coverage Waiting { get; }

    public Coverage Running { get; }

    /// <summary>How many tasks ended in each column, by state.</summary>
    public int[][] Ended { get; }

    public long?[] RanMedian { get; private set; } = [];

    public long?[] Ran95 { get; private set; } = [];

    /// <summary>The busiest engines, in the order of their names.</summary>
    public List<Lane> Lanes { get; private set; } = [];

    /// <summary>How many engines ran something.</summary>
    public int Engines { get; private set; }

    /// <summary>How much of each column each lane was busy, by state; null where there are bars.</summary>
    public Coverage[][]? Busy { get; private set; }

    public List<Bar>? Bars { get; private set; }

    /// <summary>Draws the timeline of a scope; the caller holds the lock of the columns.</summary>
    public static Timeline Of(TaskColumns columns, Scope scope, int lanes, int width)
    {
        var wanted = Math.Clamp(MostMarks / Math.Max(1, lanes), LeastColumns, Math.Max(LeastColumns, width));
        var timeline = new Timeline(scope.From, scope.To, wanted);
        timeline.FindLanes(columns, scope, lanes);
        timeline.Draw(columns, scope);
        return timeline;
    }

    private double Column(long ticks) => (ticks - From) / _ticksPerColumn;

    private void FindLanes(TaskColumns columns, Scope scope, int most)
    {
        var lanes = new Lane?[columns.Engines.Count];
        foreach (ref readonly var mark in columns.In(scope))
        {
            var engine = columns.Origins[mark.Origin].Engine;
            if (engine == 0 || mark.RunBegin == 0)
            {
                continue;
            }

            var lane = lanes[engine] ??= new Lane(engine);
            lane.Tasks++;
            lane.Failed += mark.State == MarkState.Error ? 1 : 0;
            lane.Busy += Math.Max(0, Math.Min(mark.EndAt(_now), To) - Math.Max(mark.RunBegin, From));
        }

        Engines = lanes.Count(lane => lane is not null);
        Lanes = [.. lanes.OfType<Lane>().OrderByDescending(lane => lane.Busy).ThenBy(lane => lane.Engine).Take(most)
            .OrderBy(lane => columns.Engines[lane.Engine], StringComparer.Ordinal)];
    }

    private void Draw(TaskColumns columns, Scope scope)
    {
        var places = new int[columns.Engines.Count];
        foreach (var (at, lane) in Lanes.Index())
        {
            places[lane.Engine] = at + 1;
        }

        Bars = Lanes.Sum(lane => lane.Tasks) <= MostBars ? [] : null;
        Busy = Bars is not null
            ? null
            : [.. Lanes.Select(_ => Enumerable.Range(0, (int)MarkState.Gone).Select(_ => new Coverage(Columns)).ToArray())];
        foreach (ref readonly var mark in columns.In(scope))
        {
            var end = mark.EndAt(_now);
            var run = mark.RunBegin;
            Waiting.Add(Column(mark.Begin), Column(run != 0 ? run : end));
            if (run != 0)
            {
                Running.Add(Column(run), Column(end));
                if (places[columns.Origins[mark.Origin].Engine] is > 0 and var place)
                {
                    Bars?.Add(new Bar(place - 1, run, end, mark.State, mark.Id));
                    Busy?[place - 1][(int)mark.State].Add(Column(run), Column(Math.Max(end, run + 1)));
                }
            }

            if (!mark.IsPending && mark.Completed >= From && mark.Completed < To)
            {
                Ended[(int)mark.State][(int)Column(mark.Completed)]++;
            }
        }

        Measure(columns, scope);
    }

    /// <summary>How long the tasks ran that ended in each column.</summary>
    private void Measure(TaskColumns columns, Scope scope)
    {
        var counts = new int[Columns];
        for (var i = 0; i < Columns; i++)
        {
            counts[i] = Ended.Sum(ended => ended[i]);
        }

        var durations = new Durations(columns, counts);
        foreach (ref readonly var mark in columns.In(scope))
        {
            if (mark.Started != 0 && !mark.IsPending && mark.Completed >= From && mark.Completed < To)
            {
                durations.Add((int)Column(mark.Completed), mark.Completed - mark.Started);
            }
        }

        (RanMedian, Ran95) = (new long?[Columns], new long?[Columns]);
        for (var at = 0; at < Columns; at++)
        {
            (RanMedian[at], Ran95[at]) = (durations.At(at, 50), durations.At(at, 95));
        }
    }
}
