using TaskDbLinq.Filters;
using TaskDbLinq.Operations;

namespace TaskDbLinq;

/// <summary>Dropping tasks whose results nobody needs any more: IPython's <c>purge_results</c>.</summary>
/// <remarks>
/// What is dropped is dropped in one call to the store, and only what the answer lists: a task that is completed or
/// added meanwhile stays.
/// </remarks>
public static class PurgeOperations
{
    /// <summary>
    /// Drops the completed ones of the tasks that a filter selects; with <see cref="PurgeOptions.IncludePending"/> all of them.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="filter">Which tasks.</param>
    /// <param name="options">Null for <see cref="PurgeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the purge; nothing is dropped then.</param>
    /// <exception cref="QueryException">The filter does not fit a task; nothing is dropped.</exception>
    public static async Task<PurgeResult> PurgeAsync(
        this ITaskDb db, Filter filter, PurgeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        options ??= PurgeOptions.Default;
        var selected = options.IncludePending ? filter : Selection.And(filter, Selection.Completed);
        var ids = await Selection.IdsAsync(db, selected, cancellationToken).ConfigureAwait(false);
        await DropAsync(db, ids, options, cancellationToken).ConfigureAwait(false);
        return new PurgeResult([.. ids], [], options.DryRun);
    }

    /// <param name="db">The database.</param>
    /// <param name="filter">Which tasks, as a dictionary.</param>
    /// <param name="options">Null for <see cref="PurgeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the purge; nothing is dropped then.</param>
    /// <inheritdoc cref="PurgeAsync(ITaskDb, Filter, PurgeOptions?, CancellationToken)"/>
    public static Task<PurgeResult> PurgeAsync(
        this ITaskDb db, IReadOnlyDictionary<string, object?> filter, PurgeOptions? options = null,
        CancellationToken cancellationToken = default) =>
        PurgeAsync(db, Filter.TryParse(filter).For<TaskRecord>(), options, cancellationToken);

    /// <param name="db">The database.</param>
    /// <param name="json">Which tasks, as Extended JSON.</param>
    /// <param name="options">Null for <see cref="PurgeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the purge; nothing is dropped then.</param>
    /// <inheritdoc cref="PurgeAsync(ITaskDb, Filter, PurgeOptions?, CancellationToken)"/>
    public static Task<PurgeResult> PurgeAsync(
        this ITaskDb db, string json, PurgeOptions? options = null, CancellationToken cancellationToken = default) =>
        PurgeAsync(db, Filter.TryParse(json).For<TaskRecord>(), options, cancellationToken);

    /// <summary>Drops some tasks, all of them or none.</summary>
    /// <param name="db">The database.</param>
    /// <param name="msgIds">The ids of the tasks. One that is not in the database is no error, since that is what was asked for.</param>
    /// <param name="options">Null for <see cref="PurgeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the purge; nothing is dropped then.</param>
    /// <exception cref="TaskPendingException">Some are pending, and were not to be included; nothing is dropped. A dry run throws it
    /// too.</exception>
    public static async Task<PurgeResult> PurgeAsync(
        this ITaskDb db, IEnumerable<string> msgIds, PurgeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        options ??= PurgeOptions.Default;
        var asked = Selection.Distinct(msgIds);
        var rows = await Selection.ReadAsync(db, asked, Selection.Completion, cancellationToken).ConfigureAwait(false);
        var found = asked.Where(rows.ContainsKey).ToList();
        var pending = found.Where(id => !Selection.IsCompleted(rows[id])).ToList();
        if (pending.Count > 0 && !options.IncludePending)
        {
            throw new TaskPendingException(pending);
        }

        await DropAsync(db, found, options, cancellationToken).ConfigureAwait(false);
        return new PurgeResult([.. found], [.. asked.Where(id => !rows.ContainsKey(id))], options.DryRun);
    }

    /// <summary>Drops all completed tasks.</summary>
    /// <param name="db">The database.</param>
    /// <param name="dryRun">Whether to say only what would be dropped.</param>
    /// <param name="cancellationToken">Cancels the purge; nothing is dropped then.</param>
    public static Task<PurgeResult> PurgeCompletedAsync(
        this ITaskDb db, bool dryRun = false, CancellationToken cancellationToken = default) =>
        PurgeAsync(db, Filter.Everything, new PurgeOptions { DryRun = dryRun }, cancellationToken);

    /// <summary>
    /// Drops the completed tasks of an engine. An engine that had none is no error: the database knows engines by their tasks only.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="engineUuid">The engine.</param>
    /// <param name="options">Null for <see cref="PurgeOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the purge; nothing is dropped then.</param>
    public static Task<PurgeResult> PurgeEngineAsync(
        this ITaskDb db, string engineUuid, PurgeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engineUuid);
        var selected = Selection.Of(new Dictionary<string, object?> { [TaskKey.EngineUuid] = engineUuid });
        return PurgeAsync(db, selected, options, cancellationToken);
    }

    private static async Task DropAsync(ITaskDb db, List<string> msgIds, PurgeOptions options, CancellationToken cancellationToken)
    {
        if (!options.DryRun && msgIds.Count > 0)
        {
            await db.DropMatchingAsync(Selection.Ids(msgIds), cancellationToken).ConfigureAwait(false);
        }
    }
}
