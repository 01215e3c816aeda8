using System.Collections.Immutable;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>Results of tasks, whoever submitted them: what IPython's client asks its hub with <c>get_result</c>.</summary>
public static class ResultOperations
{
    /// <summary>The result of a task. A pending one says so in its <see cref="TaskResult.State"/>.</summary>
    /// <param name="db">The database.</param>
    /// <param name="msgId">The id of the task.</param>
    /// <param name="followResubmitted">Whether to answer for the task's latest resubmission in its place.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="TaskNotFoundException">There is no such task, or the one it was submitted again as is gone.</exception>
    public static async Task<TaskResult> GetResultAsync(
        this ITaskDb db, string msgId, bool followResubmitted = false, CancellationToken cancellationToken = default) =>
        (await GetResultsAsync(db, [msgId], followResubmitted, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>The results of some tasks, in the order of the ids; an id that comes twice is answered once.</summary>
    /// <param name="db">The database.</param>
    /// <param name="msgIds">The ids of the tasks.</param>
    /// <param name="followResubmitted">
    /// Whether to answer for each task's latest resubmission in its place. Links that lead in a circle are followed up to
    /// the last task before they repeat.
    /// </param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="TaskNotFoundException">Some ids are unknown, or what they were submitted again as; all of them are
    /// listed.</exception>
    public static async Task<IReadOnlyList<TaskResult>> GetResultsAsync(
        this ITaskDb db, IEnumerable<string> msgIds, bool followResubmitted = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var asked = Selection.Distinct(msgIds);
        while (true)
        {
            var links = followResubmitted
                ? await FollowAsync(db, asked, cancellationToken).ConfigureAwait(false)
                : asked.ToDictionary(id => id, id => ImmutableArray.Create(id), StringComparer.Ordinal);
            var last = Selection.Distinct(links.Values.Select(chain => chain[^1]));
            var rows = await Selection.ReadAllAsync(db, last, TaskResult.Keys, cancellationToken).ConfigureAwait(false);

            // A task that was submitted again since its link was read is followed on: its own result is not the answer.
            if (!followResubmitted || links.Values.All(chain => IsLast(rows[chain[^1]], chain)))
            {
                return [.. asked.Select(id => TaskResult.Of(rows[links[id][^1]], [.. links[id][..^1]]))];
            }
        }
    }

    private static bool IsLast(TaskRow row, ImmutableArray<string> chain) =>
        (string?)row[TaskKey.Resubmitted] is not { } next || chain.Contains(next, StringComparer.Ordinal);

    /// <summary>Which of some tasks are pending and which are completed; nothing else of them is read.</summary>
    /// <param name="db">The database.</param>
    /// <param name="msgIds">The ids of the tasks; one that comes twice is answered once.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="TaskNotFoundException">Some ids are unknown; all of them are listed.</exception>
    public static async Task<ResultStatus> ResultStatusAsync(
        this ITaskDb db, IEnumerable<string> msgIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var asked = Selection.Distinct(msgIds);
        var rows = await Selection.ReadAllAsync(db, asked, Selection.Completion, cancellationToken).ConfigureAwait(false);
        var completed = asked.ToLookup(id => Selection.IsCompleted(rows[id]));
        return new ResultStatus([.. completed[false]], [.. completed[true]]);
    }

    /// <summary>For each id the ids from it to its latest resubmission; one question for each step of the longest chain.</summary>
    private static async Task<Dictionary<string, ImmutableArray<string>>> FollowAsync(
        ITaskDb db, List<string> asked, CancellationToken cancellationToken)
    {
        var next = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var open = asked; open.Count > 0;)
        {
            var rows = await Selection.ReadAllAsync(db, open, LinkKeys, cancellationToken).ConfigureAwait(false);
            foreach (var (id, row) in rows)
            {
                next[id] = (string?)row[TaskKey.Resubmitted];
            }

            open = Selection.Distinct(rows.Keys.Select(id => next[id]).OfType<string>().Where(id => !next.ContainsKey(id)));
        }

        return asked.ToDictionary(id => id, id => Chain(id, next), StringComparer.Ordinal);
    }

    private static ImmutableArray<string> Chain(string start, Dictionary<string, string?> next)
    {
        var chain = Selection.Distinct([start]);
        var seen = new HashSet<string>(chain, StringComparer.Ordinal);
        for (var id = next[start]; id is not null && seen.Add(id); id = next[id])
        {
            chain.Add(id);
        }

        return [.. chain];
    }

    private static readonly TaskKeys LinkKeys = TaskKeys.Of(TaskKey.MsgId, TaskKey.Resubmitted);
}
