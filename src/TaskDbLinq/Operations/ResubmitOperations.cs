using TaskDbLinq.Filters;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>Submitting tasks again, whatever became of them: IPython's <c>resubmit</c>.</summary>
/// <remarks>
/// The new tasks and the links to them (<c>resubmitted</c> of the originals) are written all or nothing, and then handed
/// to the <see cref="ITaskSubmitter"/>. When that throws or is cancelled, both are taken back, and its exception goes on
/// to the caller: a request that nobody runs must not look like one that waits.
/// </remarks>
public static class ResubmitOperations
{
    /// <summary>Submits the tasks that a filter selects again, in the order of their submission.</summary>
    /// <param name="db">The database.</param>
    /// <param name="filter">Which tasks, pending ones too.</param>
    /// <param name="options">Null for <see cref="ResubmitOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the resubmission; nothing stays written then.</param>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    /// <exception cref="ResubmitException">The submitter failed, and then the database, too.</exception>
    public static async Task<ResubmitResult> ResubmitAsync(
        this ITaskDb db, Filter filter, ResubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        var ids = await Selection.IdsAsync(db, filter, cancellationToken).ConfigureAwait(false);
        return await ResubmitAsync(db, ids, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits some tasks again, in the order of the ids; an id that comes twice is submitted once.</summary>
    /// <param name="db">The database.</param>
    /// <param name="msgIds">The ids of the tasks, pending ones too.</param>
    /// <param name="options">Null for <see cref="ResubmitOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the resubmission; nothing stays written then.</param>
    /// <exception cref="TaskNotFoundException">Some ids are unknown; all of them are listed, and nothing is written.</exception>
    /// <exception cref="ResubmitException">The submitter failed, and then the database, too.</exception>
    public static async Task<ResubmitResult> ResubmitAsync(
        this ITaskDb db, IEnumerable<string> msgIds, ResubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        options ??= ResubmitOptions.Default;
        var ids = Selection.Distinct(msgIds);
        var rows = await Selection.ReadAllAsync(db, ids, Resubmission.Keys, cancellationToken).ConfigureAwait(false);
        if (ids.Count == 0)
        {
            return new ResubmitResult([]);
        }

        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        var tasks = ids.ConvertAll(id => Resubmission.Of(rows[id], now));
        var links = ids.Zip(tasks, (old, task) => KeyValuePair.Create(old, task.MsgId)).ToList();
        await db.WriteAsync(
            new TaskBatch { Adds = [.. tasks], Updates = [.. links.Select(link => Link(link.Key, link.Value))] },
            cancellationToken).ConfigureAwait(false);
        if (options.Submitter is not null)
        {
            await SubmitAsync(db, options.Submitter, tasks, rows, cancellationToken).ConfigureAwait(false);
        }

        return new ResubmitResult([.. links]);
    }

    private static async Task SubmitAsync(
        ITaskDb db, ITaskSubmitter submitter, List<TaskRecord> tasks, Dictionary<string, TaskRow> originals,
        CancellationToken cancellationToken)
    {
        try
        {
            await submitter.SubmitAsync(tasks, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception submission)
        {
            try
            {
                await TakeBackAsync(db, [.. tasks.Select(task => task.MsgId)], originals).ConfigureAwait(false);
            }
            catch (Exception undoing)
            {
                throw new ResubmitException(tasks.Select(task => task.MsgId), submission, undoing);
            }

            throw;
        }
    }

    /// <summary>
    /// Drops the new tasks, and brings back the links that still lead to them. It isn't cancelled: it is half of a write.
    /// </summary>
    private static async Task TakeBackAsync(ITaskDb db, List<string> newIds, Dictionary<string, TaskRow> originals)
    {
        var oneOf = new Dictionary<string, object?> { ["$in"] = newIds };
        var linked = Selection.Of(new Dictionary<string, object?> { [TaskKey.Resubmitted] = oneOf });
        var relinked = await Selection.IdsAsync(db, linked, CancellationToken.None).ConfigureAwait(false);
        var there = await Selection.IdsAsync(db, Selection.Ids(newIds), CancellationToken.None).ConfigureAwait(false);
        var undo = new TaskBatch
        {
            Updates = [.. relinked.Where(originals.ContainsKey).Select(id => Link(id, (string?)originals[id][TaskKey.Resubmitted]))],
            Drops = [.. there],
        };
        await db.WriteAsync(undo, CancellationToken.None).ConfigureAwait(false);
    }

    private static KeyValuePair<string, TaskUpdate> Link(string original, string? newId) =>
        KeyValuePair.Create(original, TaskUpdate.Empty.Set(TaskKey.Resubmitted, newId));
}
