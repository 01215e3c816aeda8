using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Operations;

/// <summary>Which of some tasks failed or were aborted: the store finds them in the replies, and answers with their ids alone.</summary>
/// <param name="Failed">The ids of the failed tasks.</param>
/// <param name="Aborted">The ids of the aborted tasks.</param>
internal sealed record EndedIds(HashSet<string> Failed, HashSet<string> Aborted)
{
    /// <summary>Asks about the tasks that a filter selects.</summary>
    public static async Task<EndedIds> ReadAsync(ITaskDb db, Filter filter, CancellationToken cancellationToken)
    {
        var notOk = await Selection.IdSetAsync(db, Selection.And(filter, TaskStates.NotOk), cancellationToken).ConfigureAwait(false);
        return await OfAsync(db, notOk, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks about tasks by their ids.</summary>
    public static async Task<EndedIds> OfAsync(ITaskDb db, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var tasks = Selection.Ids(ids);
        return new EndedIds(
            await Selection.IdSetAsync(db, Selection.And(tasks, TaskStates.Failed), cancellationToken).ConfigureAwait(false),
            await Selection.IdSetAsync(db, Selection.And(tasks, TaskStates.Aborted), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Adds what was found of other tasks.</summary>
    public void Add(EndedIds others)
    {
        Failed.UnionWith(others.Failed);
        Aborted.UnionWith(others.Aborted);
    }

    /// <summary>Returns how one of the tasks ended.</summary>
    public TaskState Of(string msgId) => Aborted.Contains(msgId) ? TaskState.Aborted
        : Failed.Contains(msgId) ? TaskState.Error
        : TaskState.Ok;
}
