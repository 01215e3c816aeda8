using TaskDbLinq.Aggregating;
using TaskDbLinq.Linq;

namespace TaskDbLinq;

/// <summary>Makes groups, by a question that comes as data, of any LINQ query: over memory, and over the entities of EF Core.</summary>
public static class GroupExtensions
{
    /// <summary>
    /// Returns the groups that a question asks for, a dictionary for each: the keys by their paths, and then the values by their names.
    /// EF Core asks with <c>GROUP BY</c>.
    /// </summary>
    /// <remarks>
    /// A sum of whole numbers is a <see cref="long"/>, of others a <see cref="double"/> or a <see cref="decimal"/>. A sum of whole numbers
    /// that has no 64 bits is an error, in memory a <see cref="QueryException"/>, else the provider's own.
    /// </remarks>
    /// <param name="records">The records. Groups of tasks are asked for by <c>ITaskDb.GroupAsync</c>.</param>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="QueryException">The question does not fit the record type; the exception lists every problem with its
    /// path.</exception>
    public static async Task<IReadOnlyList<Dictionary<string, object?>>> ToGroupsAsync<T>(
        this IQueryable<T> records, GroupQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(query);
        if (records.Provider is StoreQueryProvider)
        {
            throw new QueryException([new QueryProblem(string.Empty, "groups of tasks are made by ITaskDb.GroupAsync, not by LINQ")]);
        }

        var shape = GroupShape<T>.Of(query);
        return shape.Answer(records.Provider is EnumerableQuery
            ? shape.InMemory(records)
            : await shape.InStore(records).Async().ToListAsync(cancellationToken).ConfigureAwait(false));
    }
}
