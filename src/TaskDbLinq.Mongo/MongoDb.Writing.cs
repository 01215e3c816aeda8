using TaskDbLinq.Mongo;
using TaskDbLinq.Mongo.Filters;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>What changes the database.</summary>
public sealed partial class MongoDb
{
    private const int BatchLength = 10_000;

    /// <inheritdoc/>
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        StorableTexts.Check(task, inDicts: true, mostLevels: TaskDocument.MostLevels);
        return _changes.TellAfter(new TaskWriter(Open()).AddAsync(task, cancellationToken), TaskChangeKind.Added, task.MsgId);
    }

    /// <summary>Adds many tasks, in as few messages as the server takes.</summary>
    /// <exception cref="DuplicateTaskException">There are tasks of some of these ids: those are as they were, and all others are
    /// added.</exception>
    public async Task AddAsync(IEnumerable<TaskRecord> tasks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var writer = new TaskWriter(Open());
        DuplicateTaskException? duplicate = null;
        foreach (var batch in tasks.Chunk(BatchLength))
        {
            Array.ForEach(batch, task => StorableTexts.Check(task, inDicts: true, mostLevels: TaskDocument.MostLevels));
            var refused = await writer.AddAsync(batch, cancellationToken).ConfigureAwait(false);
            _changes.Tell(TaskBatch.Add(refused is null ? batch : batch.Where((_, place) => !refused.Places.Contains(place))));
            if (refused is not null)
            {
                duplicate = refused.Reason as DuplicateTaskException ?? throw refused.Reason;
            }
        }

        if (duplicate is not null)
        {
            throw duplicate;
        }
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        ArgumentNullException.ThrowIfNull(update);
        StorableTexts.Check(update, inDicts: true, mostLevels: TaskDocument.MostLevels);
        return _changes.TellAfter(
            new TaskWriter(Open()).UpdateAsync(ById(msgId), msgId, update, cancellationToken), TaskChangeKind.Updated, msgId);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Each task is changed by one command, which finds it only as it was read: a change of another in between is not lost, and the task is
    /// read again.
    /// </remarks>
    public async Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default)
    {
        var changes = TaskUpdatePlan.Of(update, filter);
        var updater = new MatchingUpdater(Open(), NativeFilter.Of(filter), changes);
        long count = 0;
        await foreach (var id in updater.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            _changes.Tell(TaskChangeKind.Updated, id);
            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    public async Task DropAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        if (!await new TaskWriter(Open()).DropOneAsync(ById(msgId), cancellationToken).ConfigureAwait(false))
        {
            throw new TaskNotFoundException(msgId);
        }

        _changes.Tell(TaskChangeKind.Dropped, msgId);
    }

    /// <inheritdoc/>
    public Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var writer = new TaskWriter(Open());
        return _changes.TellDropped(writer.DropAsync(NativeFilter.Of(filter), cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A replica set or a sharded cluster does it in a transaction. A single server has none: there others may see a part
    /// while it is being written, a failure takes back what was done, and a crash of this process leaves what was done.
    /// </remarks>
    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        StorableTexts.Check(batch, inDicts: true, mostLevels: TaskDocument.MostLevels);
        return _changes.TellAfter(new BatchWriter(Open()).WriteAsync(batch, cancellationToken), batch);
    }
}
