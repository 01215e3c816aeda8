using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>Updates as data for a backend that has no such operation of its own: it sets whole fields, task by task.</summary>
internal static class TaskUpdating
{
    /// <exception cref="QueryException">
    /// The update reads old values, which only the backend itself can do without losing a change.
    /// </exception>
    public static async Task<long> RunAsync(ITaskDb db, Filter filter, UpdateDocument update, CancellationToken cancellationToken)
    {
        var plan = TaskUpdatePlan.Of(update, filter);
        if (!plan.IsConstant)
        {
            throw new QueryException([new QueryProblem(
                string.Empty,
                $"{db.GetType().Name} can't change a value by what it was without losing changes of others: it sets whole fields only")]);
        }

        var ids = new List<string>();
        var query = new TaskQuery { Filter = filter, Keys = plan.Keys };
        await foreach (var row in db.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            ids.Add((string)row[TaskKey.MsgId]!);
        }

        var values = plan.For(string.Empty, _ => null, DateTime.UtcNow);
        foreach (var id in ids)
        {
            await db.UpdateAsync(id, values, cancellationToken).ConfigureAwait(false);
        }

        return ids.Count;
    }
}
