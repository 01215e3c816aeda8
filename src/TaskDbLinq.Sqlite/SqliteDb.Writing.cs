using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Retention;
using TaskDbLinq.Sqlite.Store;
using TaskDbLinq.Sqlite.Writing;
using TaskDbLinq.Writing;

namespace TaskDbLinq;

/// <summary>What changes the database.</summary>
public sealed partial class SqliteDb
{
    /// <inheritdoc/>
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var stored = new StoreRow(task);
        return _changes.TellAfter(WriteAsync(
            commands =>
            {
                commands.Add(stored);
                return 1;
            },
            ChangeExtent.Checked,
            stored.Bytes,
            cancellationToken), TaskChangeKind.Added, task.MsgId);
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        ArgumentNullException.ThrowIfNull(update);
        StorableTexts.Check(update, inDicts: false);
        var stored = new StoreUpdate(msgId, update);
        return _changes.TellAfter(WriteAsync(
            commands =>
            {
                commands.Update(stored);
                return 1;
            },
            stored.Extent,
            WriteSize.Of(update) + stored.Bytes,
            cancellationToken), TaskChangeKind.Updated, msgId);
    }

    /// <inheritdoc/>
    public Task DropAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        return _changes.TellAfter(WriteAsync(
            commands =>
            {
                commands.Drop(msgId);
                return 1;
            },
            ChangeExtent.Statement,
            WriteSize.Small,
            cancellationToken), TaskChangeKind.Dropped, msgId);
    }

    /// <inheritdoc/>
    public Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default)
    {
        var changes = TaskUpdatePlan.Of(update, filter);
        NotDisposed();
        var query = ForIds(filter);
        var selected = _reader.Planner.Plan(query);
        var ids = new List<string>();
        return _changes.TellUpdated(
            WriteAsync(
                commands => commands.UpdateMatching(selected, query, _reader.Planner, changes, ids),
                ChangeExtent.Several,
                WriteSize.Small,
                cancellationToken),
            ids);
    }

    /// <inheritdoc/>
    public Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        NotDisposed();
        var query = ForIds(filter);
        var plan = _reader.Planner.Plan(query);
        return _changes.TellDropped(
            WriteAsync(commands => commands.DropMatching(plan, query), ChangeExtent.Statement, WriteSize.Small, cancellationToken));
    }

    /// <inheritdoc/>
    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        StorableTexts.Check(batch, inDicts: false);
        return _changes.TellAfter(WriteAsync(
            commands =>
            {
                commands.Write(batch);
                return 0;
            },
            ChangeExtent.Several,
            WriteSize.Of(batch),
            cancellationToken), batch);
    }

    /// <inheritdoc/>
    /// <remarks>Changes that wait at the same time share a transaction, so the batch costs about as much as an atomic one.</remarks>
    public Task<IReadOnlyList<WriteFailure>> WriteEachAsync(TaskBatch batch, CancellationToken cancellationToken = default) =>
        WriteFailure.RunTogetherAsync(this, batch, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Less than a megabyte of free space stays in the file, for the tasks to come.</remarks>
    public async Task<PruneReport> PruneAsync(RetentionPolicy policy, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (NotDisposed() is not StoreLayout)
        {
            throw new ReadOnlyTaskDbException($"'{Path.GetFileName(_path)}' is IPython's own file: import it to prune it.");
        }

        var pruning = new Pruning(policy, DateTime.UtcNow, _reader.Planner);
        return dryRun
            ? await Task.Run(() => _reader.Runner.ReadAtOnce(pruning.Rehearse), cancellationToken).ConfigureAwait(false)
            : await new FilePruning(_writer ?? throw ReadOnly(), _reader.Runner).RunAsync(pruning, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the file grow no further, as a full disk would; for tests.</summary>
    internal Task LimitPagesAsync(int pages) => WriteAsync(
        commands =>
        {
            commands.Pages.Limit(pages);
            return 0;
        },
        ChangeExtent.Checked,
        WriteSize.Small,
        CancellationToken.None);

    /// <summary>The SQL that drops what a filter selects.</summary>
    internal string ToDropSql(Filter filter) => _reader.Planner.Plan(ForIds(filter)).DropSql;

    private static TaskQuery ForIds(Filter filter) => new() { Filter = filter, Keys = TaskKeys.Of(TaskKey.MsgId) };

    private Task<long> WriteAsync(Func<WriteCommands, long> change, ChangeExtent extent, long bytes, CancellationToken cancellationToken)
    {
        NotDisposed();
        return _writer?.WriteAsync(change, extent, bytes, cancellationToken) ?? Task.FromException<long>(ReadOnly());
    }

    private ReadOnlyTaskDbException ReadOnly() => new(IsIPythonFile
        ? $"IPython wrote '{Path.GetFileName(_path)}', and such a file is only read: import it into a new one first."
        : $"'{Path.GetFileName(_path)}' is open for reading only.");
}
