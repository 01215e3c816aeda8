using TaskDbLinq.Operations;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>What the engines have to do: IPython's <c>queue_status</c>, from the database rather than from a hub's memory.</summary>
public static class QueueOperations
{
    private static readonly TaskKeys Keys = TaskKeys.Of(TaskKey.MsgId, TaskKey.EngineUuid, TaskKey.Started, TaskKey.Completed);

    /// <summary>Which engine has how many tasks queued, running and completed. One question, of four keys.</summary>
    /// <param name="db">The database.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    public static async Task<QueueStatus> QueueStatusAsync(this ITaskDb db, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var engines = new SortedDictionary<string, EngineQueue>(StringComparer.Ordinal);
        long unassigned = 0, withoutEngine = 0;
        await foreach (var row in db.QueryAsync(new TaskQuery { Keys = Keys }, cancellationToken).ConfigureAwait(false))
        {
            var isCompleted = Selection.IsCompleted(row);
            if (row[TaskKey.EngineUuid] is string { Length: > 0 } engine)
            {
                var queue = engines.GetValueOrDefault(engine) ?? new EngineQueue(engine, 0, 0, 0);
                engines[engine] = isCompleted ? queue with { Completed = queue.Completed + 1 }
                    : row[TaskKey.Started] is not null ? queue with { Running = queue.Running + 1 }
                    : queue with { Queued = queue.Queued + 1 };
            }
            else
            {
                // The hub writes an empty string for the engine of a task that its scheduler failed.
                unassigned += isCompleted ? 0 : 1;
                withoutEngine += isCompleted ? 1 : 0;
            }
        }

        return new QueueStatus([.. engines.Values], unassigned, withoutEngine);
    }
}
