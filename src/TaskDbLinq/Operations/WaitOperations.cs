using TaskDbLinq.Filters;
using TaskDbLinq.Operations;

namespace TaskDbLinq;

/// <summary>Waiting for tasks, by looking at the database again and again: it works for tasks of any client and session.</summary>
/// <remarks>
/// A look counts, or reads ids; it never reads a task. That the time is over is an answer, with the ids of what
/// remains, and no exception: how long tasks take is nobody's error.
/// </remarks>
public static class WaitOperations
{
    /// <summary>Waits until everything that a filter selects is completed, or until it selects nothing.</summary>
    /// <param name="db">The database.</param>
    /// <param name="filter">Which tasks; it is asked anew at each look, and so sees tasks that are submitted meanwhile.</param>
    /// <param name="options">For how long, for what, and who is informed. Null for <see cref="WaitOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public static Task<WaitResult> WaitAsync(
        this ITaskDb db, Filter filter, WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        options ??= WaitOptions.Default;
        var waitsForNothing = options.Goal == WaitGoal.NothingSelected;
        var waitedFor = waitsForNothing ? filter : Selection.And(filter, Selection.Pending);
        var most = 0L;
        return new WaitLoop(options, (db as IChangeSource)?.Changes).RunAsync(
            async cancel =>
            {
                // What was selected once and is not any more counts as done when nothing is to be selected in the end.
                var remaining = await db.CountAsync(waitedFor, cancel).ConfigureAwait(false);
                most = Math.Max(most, remaining);
                var selected = waitsForNothing || options.Progress is null
                    ? most
                    : Math.Max(remaining, await db.CountAsync(filter, cancel).ConfigureAwait(false));
                return (selected, remaining);
            },
            cancel => Selection.IdsAsync(db, waitedFor, cancel),
            cancellationToken);
    }

    /// <summary>Waits until some tasks are completed. One that is dropped meanwhile is waited for no longer.</summary>
    /// <param name="db">The database.</param>
    /// <param name="msgIds">The ids of the tasks.</param>
    /// <param name="options">For how long, and who is informed. Null for <see cref="WaitOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="TaskNotFoundException">Some ids are unknown when the wait begins; all of them are listed.</exception>
    /// <exception cref="ArgumentException">The goal is not <see cref="WaitGoal.Completed"/>.</exception>
    public static Task<WaitResult> WaitAsync(
        this ITaskDb db, IEnumerable<string> msgIds, WaitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        options ??= WaitOptions.Default;
        if (options.Goal != WaitGoal.Completed)
        {
            throw new ArgumentException(
                "Ids are waited for until they are completed; only a filter can come to select nothing.", nameof(options));
        }

        return WaitForIdsAsync(db, Selection.Distinct(msgIds), options, cancellationToken);
    }

    private static async Task<WaitResult> WaitForIdsAsync(
        ITaskDb db, List<string> asked, WaitOptions options, CancellationToken cancellationToken)
    {
        var loop = new WaitLoop(options, (db as IChangeSource)?.Changes);
        var rows = await Selection.ReadAllAsync(db, asked, Selection.Completion, cancellationToken).ConfigureAwait(false);
        var open = asked.Where(id => !Selection.IsCompleted(rows[id])).ToList();
        var isFirst = true;
        return await loop.RunAsync(
            async cancel =>
            {
                // What is completed stays so: each look asks for the rest only.
                open = isFirst ? open : await StillPendingAsync(db, open, cancel).ConfigureAwait(false);
                isFirst = false;
                return (asked.Count, open.Count);
            },
            _ => Task.FromResult(open),
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<string>> StillPendingAsync(ITaskDb db, List<string> open, CancellationToken cancellationToken)
    {
        var pending =
            await Selection.IdsAsync(db, Selection.And(Selection.Ids(open), Selection.Pending), cancellationToken).ConfigureAwait(false);
        var found = pending.ToHashSet(StringComparer.Ordinal);
        return [.. open.Where(found.Contains)];
    }
}
