using System.Collections.Immutable;
using TaskDbLinq.Records;

namespace TaskDbLinq.Operations;

/// <summary>Makes figures of rows, one after the other.</summary>
/// <param name="failed">The failed tasks, as the store had them before the rows.</param>
/// <param name="aborted">The aborted ones.</param>
/// <param name="since">Tasks that completed later may be missing in both.</param>
internal sealed class StatsCollector(HashSet<string> failed, HashSet<string> aborted, DateTime since)
{
    /// <summary>How far the clocks of engines may be behind this machine's.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly List<string> _recent = [];
    private readonly long[] _states = new long[Enum.GetValues<TaskState>().Length];
    private readonly Dictionary<string, long> _engines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _queues = new(StringComparer.Ordinal);
    private readonly List<TimeSpan> _waited = [];
    private readonly List<TimeSpan> _ran = [];
    private readonly List<TimeSpan> _took = [];
    private long _running;
    private DateTime? _first;
    private DateTime? _last;

    /// <summary>What is read of each task: no dict field, no buffers.</summary>
    public static TaskKeys Keys { get; } =
        TaskKeys.Of(
            TaskKey.MsgId, TaskKey.Submitted, TaskKey.Started, TaskKey.Completed, TaskKey.Received,
            TaskKey.EngineUuid, TaskKey.ClientUuid, TaskKey.Queue);

    public void Add(TaskRow row)
    {
        var timing = TaskTiming.Of(row);
        Note(Selection.Id(row), timing);
        _running += timing is { Completed: null, Started: not null } ? 1 : 0;
        Count(_engines, row[TaskKey.EngineUuid]);
        Count(_clients, row[TaskKey.ClientUuid]);
        Count(_queues, row[TaskKey.Queue]);
        Note(_waited, timing.QueueTime);
        Note(_ran, timing.RunTime);
        Note(_took, timing.TotalTime);
        _first = _first is null || timing.Submitted < _first ? timing.Submitted ?? _first : _first;
        _last = _last is null || timing.Submitted > _last ? timing.Submitted ?? _last : _last;
    }

    /// <summary>Gets the tasks that completed so late that the store has to be asked once more how they ended.</summary>
    public IReadOnlyList<string> Recent => _recent;

    /// <summary>Counts the tasks of <see cref="Recent"/>.</summary>
    public void AddRecent(HashSet<string> failedSince, HashSet<string> abortedSince)
    {
        failed.UnionWith(failedSince);
        aborted.UnionWith(abortedSince);
        _recent.ForEach(id => _states[(int)Ended(id)]++);
        _recent.Clear();
    }

    public TaskStats Build(ByteStats? bytes) => new()
    {
        Total = _states.Sum(),
        States = new(Enum.GetValues<TaskState>().ToImmutableSortedDictionary(state => state, state => _states[(int)state])),
        Running = _running,
        Engines = new(_engines.ToImmutableSortedDictionary(StringComparer.Ordinal)),
        Clients = new(_clients.ToImmutableSortedDictionary(StringComparer.Ordinal)),
        Queues = new(_queues.ToImmutableSortedDictionary(StringComparer.Ordinal)),
        QueueTime = DurationStats.Of(_waited),
        RunTime = DurationStats.Of(_ran),
        TotalTime = DurationStats.Of(_took),
        FirstSubmitted = _first,
        LastSubmitted = _last,
        Bytes = bytes,
    };

    private void Note(string id, TaskTiming timing)
    {
        if (timing.Completed is null)
        {
            _states[(int)TaskState.Pending]++;
        }
        else if (timing.Completed > since - ClockSkew || timing.Received > since - ClockSkew)
        {
            _recent.Add(id);
        }
        else
        {
            _states[(int)Ended(id)]++;
        }
    }

    private TaskState Ended(string id) =>
        aborted.Contains(id) ? TaskState.Aborted
        : failed.Contains(id) ? TaskState.Error
        : TaskState.Ok;

    private static void Count(Dictionary<string, long> counts, object? name)
    {
        var key = (string?)name ?? string.Empty;
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }

    private static void Note(List<TimeSpan> durations, TimeSpan? duration)
    {
        if (duration is { } known)
        {
            durations.Add(known);
        }
    }
}
