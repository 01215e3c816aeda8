namespace TaskDbLinq;

/// <summary>A change of a batch that was not made.</summary>
/// <param name="MsgId">The id of the task.</param>
/// <param name="Reason">Why it was not made.</param>
public sealed record WriteFailure(string MsgId, TaskDbLinqException Reason)
{
    /// <summary>Makes the changes of a batch one after the other.</summary>
    internal static async Task<IReadOnlyList<WriteFailure>> RunAsync(ITaskDb db, TaskBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var failures = new List<WriteFailure>();
        foreach (var (msgId, start) in ChangesOf(db, batch, cancellationToken))
        {
            failures.AddRange(await GatherAsync([(msgId, StartAsync(before: null, start))]).ConfigureAwait(false));
        }

        return failures;
    }

    /// <summary>
    /// Makes the changes of a batch side by side, for a store in which changes that wait at the same time share a transaction. Changes of
    /// one
    /// task follow each other; those of different tasks don't wait for each other's commit.
    /// </summary>
    internal static Task<IReadOnlyList<WriteFailure>> RunTogetherAsync(ITaskDb db, TaskBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var last = new Dictionary<string, Task>(StringComparer.Ordinal);
        var changes = ChangesOf(db, batch, cancellationToken)
            .Select(change => (change.MsgId, Change: last[change.MsgId] = StartAsync(last.GetValueOrDefault(change.MsgId), change.Start)))
            .ToList();
        return GatherAsync(changes);
    }

    /// <summary>The changes of a batch, each with what starts it.</summary>
    private static IEnumerable<(string MsgId, Func<Task> Start)> ChangesOf(
        ITaskDb db, TaskBatch batch, CancellationToken cancellationToken) =>
    [
        .. batch.Adds.Select(task => (task.MsgId, (Func<Task>)(() => db.AddAsync(task, cancellationToken)))),
        .. batch.Updates.Select(update => (update.Key, (Func<Task>)(() => db.UpdateAsync(update.Key, update.Value, cancellationToken)))),
        .. batch.Drops.Select(msgId => (msgId, (Func<Task>)(() => db.DropAsync(msgId, cancellationToken)))),
    ];

    /// <summary>
    /// Starts a change once another one has ended, however that ended. What is thrown at the start is told by the task, too.
    /// </summary>
    private static async Task StartAsync(Task? before, Func<Task> start)
    {
        if (before is not null)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await start().ConfigureAwait(false);
    }

    /// <summary>Waits for changes that were started, and returns those that failed.</summary>
    private static async Task<IReadOnlyList<WriteFailure>> GatherAsync(IReadOnlyList<(string MsgId, Task Change)> changes)
    {
        var failures = new List<WriteFailure>();
        foreach (var (msgId, change) in changes)
        {
            try
            {
                await change.ConfigureAwait(false);
            }
            catch (TaskDbLinqException reason)
            {
                failures.Add(new WriteFailure(msgId, reason));
            }
        }

        return failures;
    }
}
