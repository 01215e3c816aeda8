using TaskDbLinq.Filters;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>What a picture shows of one task.</summary>
/// <param name="Engine">The place of its engine among the rows; -1 while it has none.</param>
/// <param name="State">How far it came.</param>
/// <param name="Submitted">When it was submitted.</param>
/// <param name="Started">When it was started; null when it was not, or that was not logged.</param>
/// <param name="Completed">When it was completed; null while it is pending.</param>
internal readonly record struct TaskTime(int Engine, TaskState State, DateTime Submitted, DateTime? Started, DateTime? Completed);

/// <summary>The tasks of a picture: those that were submitted, with the engines as its rows.</summary>
/// <param name="Tasks">The tasks.</param>
/// <param name="Engines">The engines, the busiest first.</param>
internal sealed record TaskTimes(IReadOnlyList<TaskTime> Tasks, IReadOnlyList<string> Engines)
{
    private static readonly TaskKeys Keys =
        TaskKeys.Of(TaskKey.MsgId, TaskKey.EngineUuid, TaskKey.Submitted, TaskKey.Started, TaskKey.Completed);

    public DateTime First => Tasks.Min(task => task.Submitted);

    /// <summary>The last that is known of any task.</summary>
    public DateTime Last => Tasks.Max(task => task.Completed ?? task.Started ?? task.Submitted);

    /// <summary>Reads five keys of each task; what failed is found by the store.</summary>
    public static async Task<TaskTimes> ReadAsync(ITaskDb db, Filter filter, CancellationToken cancellationToken)
    {
        var ended = await EndedIds.ReadAsync(db, filter, cancellationToken).ConfigureAwait(false);
        var rows = new List<(string Engine, TaskTime Time)>();
        await foreach (var row in db.QueryAsync(new TaskQuery { Filter = filter, Keys = Keys }, cancellationToken).ConfigureAwait(false))
        {
            if (row[TaskKey.Submitted] is DateTime submitted)
            {
                var state = Selection.IsCompleted(row) ? ended.Of(Selection.Id(row)) : TaskState.Pending;
                rows.Add(
                    (
                        row[TaskKey.EngineUuid] as string ?? string.Empty,
                        new TaskTime(-1, state, submitted, (DateTime?)row[TaskKey.Started], (DateTime?)row[TaskKey.Completed])));
            }
        }

        var engines = rows.Where(row => row.Engine.Length > 0).CountBy(row => row.Engine)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).ToList();
        var places = engines.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return new TaskTimes([.. rows.Select(row => row.Time with { Engine = places.GetValueOrDefault(row.Engine, -1) })], engines);
    }
}
