using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <content>Adding, updating and dropping: each call is one step, which readers see as a whole or not at all.</content>
public sealed partial class DictDb
{
    /// <inheritdoc/>
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        StorableTexts.CheckId(task);
        if (cancellationToken.IsCancellationRequested || _disposed)
        {
            return Refused(cancellationToken);
        }

        return _store.Add(task) ? Told(TaskChangeKind.Added, task.MsgId) : Task.FromException(new DuplicateTaskException(task.MsgId));
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        ArgumentNullException.ThrowIfNull(update);
        if (cancellationToken.IsCancellationRequested || _disposed)
        {
            return Refused(cancellationToken);
        }

        return _store.Update(msgId, update) ? Told(TaskChangeKind.Updated, msgId) : Task.FromException(NotFound(msgId));
    }

    /// <inheritdoc/>
    public Task DropAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        if (cancellationToken.IsCancellationRequested || _disposed)
        {
            return Refused(cancellationToken);
        }

        return _store.Drop(msgId) ? Told(TaskChangeKind.Dropped, msgId) : Task.FromException(NotFound(msgId));
    }

    /// <inheritdoc/>
    public Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default)
    {
        var plan = TaskUpdatePlan.Of(update, filter);
        var ids = new List<string>();
        return _changes.TellUpdated(
            Run<long>(
                () =>
                {
                    Read();
                    var now = DateTime.UtcNow;
                    ids.AddRange(_store.UpdateAll(
                        snapshot => _planner.Find(filter, snapshot), task => plan.For(task.MsgId, field => field.Read(task), now)));
                    return ids.Count;
                },
                cancellationToken),
            ids);
    }

    /// <inheritdoc/>
    public Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return _changes.TellDropped(
            Run<long>(() => Read() is not null ? _store.DropAll(snapshot => _planner.Find(filter, snapshot)) : 0, cancellationToken));
    }

    /// <inheritdoc/>
    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var task in batch.Adds)
        {
            StorableTexts.CheckId(task);
        }

        if (cancellationToken.IsCancellationRequested || _disposed)
        {
            return Refused(cancellationToken);
        }

        return _store.Write(batch) switch
        {
            null => Told(batch),
            { IsDuplicate: true, MsgId: var msgId } => Task.FromException(new DuplicateTaskException(msgId)),
            { MsgId: var msgId } => Task.FromException(NotFound(msgId)),
        };
    }

    private Task Told(TaskChangeKind kind, string msgId)
    {
        _changes.Tell(kind, msgId);
        return Task.CompletedTask;
    }

    private Task Told(TaskBatch batch)
    {
        _changes.Tell(batch);
        return Task.CompletedTask;
    }

    private Task Refused(CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested
        ? Task.FromCanceled(cancellationToken)
        : Task.FromException(new ObjectDisposedException(nameof(DictDb)));
}
