using System.Collections.Immutable;

namespace TaskDbLinq.Operations;

/// <summary>Sums up tasks, one after the other, to statistics.</summary>
internal sealed class StatsTable
{
    private readonly long[] _states = new long[Enum.GetValues<TaskState>().Length];
    private readonly List<TimeSpan> _waited = [];
    private readonly List<TimeSpan> _ran = [];
    private readonly List<TimeSpan> _took = [];
    private long _running;
    private DateTime? _first;
    private DateTime? _last;

    public NameCounts Engines { get; } = new();

    public NameCounts Clients { get; } = new();

    public NameCounts Queues { get; } = new();

    /// <summary>Counts a task's state.</summary>
    public void Add(TaskState state) => _states[(int)state]++;

    /// <summary>Counts a task's timestamps, UTC; null for what has not been.</summary>
    public void Add(DateTime? submitted, DateTime? started, DateTime? completed)
    {
        _running += completed is null && started is not null ? 1 : 0;
        Note(_waited, submitted, started);
        Note(_ran, started, completed);
        Note(_took, submitted, completed);
        if (submitted is { } known)
        {
            _first = known >= _first ? _first : known;
            _last = known <= _last ? _last : known;
        }
    }

    public TaskStats Build() => new()
    {
        Total = _states.Sum(),
        States = new(Enum.GetValues<TaskState>().ToImmutableSortedDictionary(state => state, state => _states[(int)state])),
        Running = _running,
        Engines = Engines.Build(),
        Clients = Clients.Build(),
        Queues = Queues.Build(),
        QueueTime = DurationStats.Of(_waited),
        RunTime = DurationStats.Of(_ran),
        TotalTime = DurationStats.Of(_took),
        FirstSubmitted = _first,
        LastSubmitted = _last,
    };

    private static void Note(List<TimeSpan> durations, DateTime? from, DateTime? to)
    {
        if (from is { } first && to is { } last)
        {
            durations.Add(last - first);
        }
    }
}
