using TaskDbLinq.Records;

namespace TaskDbLinq.Operations;

/// <summary>Computes statistics from rows, one after the other.</summary>
/// <param name="ended">How tasks ended, as the store had it before the rows.</param>
/// <param name="since">Tasks that completed later may be missing in it.</param>
internal sealed class StatsCollector(EndedIds ended, DateTime since)
{
    /// <summary>How far the clocks of engines may be behind this machine's.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    private readonly List<string> _recent = [];
    private readonly StatsTable _table = new();

    /// <summary>What is read of each task: no dict field, no buffers.</summary>
    public static TaskKeys Keys { get; } =
        TaskKeys.Of(
            TaskKey.MsgId, TaskKey.Submitted, TaskKey.Started, TaskKey.Completed, TaskKey.Received,
            TaskKey.EngineUuid, TaskKey.ClientUuid, TaskKey.Queue);

    public void Add(TaskRow row)
    {
        var completed = (DateTime?)row[TaskKey.Completed];
        Note(Selection.Id(row), completed, (DateTime?)row[TaskKey.Received]);
        _table.Engines.Add((string?)row[TaskKey.EngineUuid]);
        _table.Clients.Add((string?)row[TaskKey.ClientUuid]);
        _table.Queues.Add((string?)row[TaskKey.Queue]);
        _table.Add((DateTime?)row[TaskKey.Submitted], (DateTime?)row[TaskKey.Started], completed);
    }

    /// <summary>Gets the tasks that completed so late that the store has to be asked once more how they ended.</summary>
    public IReadOnlyList<string> Recent => _recent;

    /// <summary>Counts tasks of <see cref="Recent"/>.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="endedSince">How they ended, as the store has it after the rows.</param>
    public void AddRecent(IEnumerable<string> ids, EndedIds endedSince)
    {
        ended.Add(endedSince);
        foreach (var id in ids)
        {
            _table.Add(ended.Of(id));
        }
    }

    public TaskStats Build() => _table.Build();

    private void Note(string id, DateTime? completed, DateTime? received)
    {
        if (completed is null)
        {
            _table.Add(TaskState.Pending);
        }
        else if (completed > since - ClockSkew || received > since - ClockSkew)
        {
            _recent.Add(id);
        }
        else
        {
            _table.Add(ended.Of(id));
        }
    }
}
