using TaskDbLinq.Compiling.Building;
using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>
/// A <see cref="Find{T}"/> over tasks in memory, its predicate compiled: what filters and LINQ are run by. Tasks that are equal in its
/// order come as they lie in the table, whichever index found them, and no more of them are sorted than the page takes.
/// </summary>
/// <param name="Predicate">Which tasks.</param>
/// <param name="Sort">In what order.</param>
internal sealed record TaskFind(TaskPredicate Predicate, ValueList<SortKey<TaskField>> Sort)
{
    /// <summary>Returns the tasks, found while they are asked for.</summary>
    /// <param name="snapshot">The tasks to choose from.</param>
    /// <param name="values">The predicate's values.</param>
    /// <param name="skip">How many to leave out at the start.</param>
    /// <param name="limit">How many at most; null for all.</param>
    public IEnumerable<TaskRecord> Run(Snapshot snapshot, Captured[] values, int skip, int? limit)
    {
        var tasks = Predicate.Find(snapshot, values);
        if (!Sort.IsEmpty)
        {
            tasks = TaskOrder.Of(tasks is Matches { IsByIndex: true } matches ? matches.InTableOrder() : tasks, Sort);
        }

        if (skip > 0)
        {
            tasks = tasks.Skip(skip);
        }

        return limit is { } most ? tasks.Take(most) : tasks;
    }
}
