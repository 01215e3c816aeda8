using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tasks.Writing;
using TaskDbLinq.Records;
using TaskDbLinq.Writing;

namespace TaskDbLinq;

/// <summary>What changes the database.</summary>
public sealed partial class PostgresDb
{
    private const int CopyLength = 10_000;

    /// <inheritdoc/>
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var stored = TableRow.Checked(task);
        return _changes.TellAfter(
            WriteAsync(stored.Insert(), () => new DuplicateTaskException(task.MsgId), stored.Bytes, cancellationToken),
            TaskChangeKind.Added,
            task.MsgId);
    }

    /// <summary>Adds many tasks, by PostgreSQL's <c>COPY</c>.</summary>
    /// <exception cref="DuplicateTaskException">There are tasks of some of these ids: those are as they were, and all others are
    /// added.</exception>
    public async Task AddAsync(IEnumerable<TaskRecord> tasks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        string? duplicate = null;
        foreach (var some in tasks.Chunk(CopyLength))
        {
            TableRow[] stored = [.. some.Select(task => new TableRow(task))];
            IReadOnlyList<TableRow> added = [];
            var likelyTaken = duplicate is not null;
            await WriteAsync(
                async transaction => (added = await NewTasks.AddFreeAsync(transaction, stored, likelyTaken).ConfigureAwait(false)).Count,
                stored.Sum(task => task.Bytes),
                cancellationToken).ConfigureAwait(false);
            duplicate ??= added.Count < stored.Length ? stored.Except(added).First().MsgId : null;
            foreach (var task in added)
            {
                _changes.Tell(TaskChangeKind.Added, task.MsgId);
            }
        }

        if (duplicate is not null)
        {
            throw new DuplicateTaskException(duplicate);
        }
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        ArgumentNullException.ThrowIfNull(update);
        TableRow.Check(update);
        return _changes.TellAfter(
            WriteAsync(Changes.Update(msgId, update), () => new TaskNotFoundException(msgId), WriteSize.Of(update), cancellationToken),
            TaskChangeKind.Updated,
            msgId);
    }

    /// <inheritdoc/>
    public Task DropAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        return _changes.TellAfter(
            WriteAsync(Changes.Drop(msgId), () => new TaskNotFoundException(msgId), WriteSize.Small, cancellationToken),
            TaskChangeKind.Dropped,
            msgId);
    }

    /// <inheritdoc/>
    /// <remarks>The tasks are locked and changed in one transaction: all of them, or on any failure none.</remarks>
    public Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default)
    {
        var changes = TaskUpdatePlan.Of(update, filter);
        var ids = new List<string>();
        return _changes.TellUpdated(
            WriteAsync(
                transaction => _steps.UpdateMatchingAsync(transaction, filter, changes, ids), WriteSize.Small, cancellationToken),
            ids);
    }

    /// <inheritdoc/>
    public Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        QueryException.ThrowIfAny(filter.Validate<TaskRecord>());
        return _changes.TellDropped(
            WriteAsync(transaction => _steps.DropMatchingAsync(transaction, filter), WriteSize.Small, cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>It is one transaction. Many added tasks go by PostgreSQL's <c>COPY</c>.</remarks>
    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        TableRow[] adds = [.. batch.Adds.Select(TableRow.Checked)];
        foreach (var (_, update) in batch.Updates)
        {
            TableRow.Check(update);
        }

        return _changes.TellAfter(
            WriteAsync(
                async transaction =>
                {
                    await BatchSteps.WriteAsync(transaction, batch, adds).ConfigureAwait(false);
                    return 0;
                },
                WriteSize.Of(batch),
                cancellationToken),
            batch);
    }

    /// <inheritdoc/>
    /// <remarks>Changes that wait at the same time share a transaction, so the batch costs about as much as an atomic one.</remarks>
    public Task<IReadOnlyList<WriteFailure>> WriteEachAsync(TaskBatch batch, CancellationToken cancellationToken = default) =>
        WriteFailure.RunTogetherAsync(this, batch, cancellationToken);

    private Task<long> WriteAsync(
        NpgsqlBatchCommand command, Func<TaskDbLinqException> unmade, long bytes, CancellationToken cancellationToken)
    {
        NotDisposed();
        return _writer.WriteAsync(new StatementRequest(command, unmade, bytes), cancellationToken);
    }

    private Task<long> WriteAsync(Func<NpgsqlTransaction, Task<long>> change, long bytes, CancellationToken cancellationToken)
    {
        NotDisposed();
        return _writer.WriteAsync(new StepsRequest(change, bytes), cancellationToken);
    }
}
