using Microsoft.EntityFrameworkCore;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq;

/// <summary>Changes the rows of any EF Core model by an update that comes as data.</summary>
public static class UpdateExtensions
{
    /// <summary>
    /// Changes the rows that a query selects, by one <c>UPDATE</c>: <c>{ $set: { name: "x" }, $inc: { visits: 1 } }</c>. Entities that the
    /// context has loaded are not changed.
    /// </summary>
    /// <remarks>
    /// The fields are properties that are mapped to columns of the entity itself. To a column null and missing are one: <c>$inc</c>,
    /// <c>$min</c> and <c>$max</c> of a null set it.
    /// </remarks>
    /// <param name="records">
    /// The rows: a query over a set of entities, <c>context.Customers.Where(filter.ToExpression&lt;Customer&gt;())</c>.
    /// </param>
    /// <param name="update">The update.</param>
    /// <param name="cancellationToken">Cancels the update.</param>
    /// <returns>How many rows there were.</returns>
    /// <exception cref="QueryException">The update does not fit the entity; the exception lists every problem with its path.</exception>
    public static Task<int> UpdateByAsync<T>(
        this IQueryable<T> records, UpdateDocument update, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(update);
        var (problems, now) = (new List<QueryProblem>(), DateTime.UtcNow);
        var setters = update.Changes.Select(change => ColumnChange.Of(typeof(T), change, now, problems)).ToList();
        QueryException.ThrowIfAny(problems);
        return records.ExecuteUpdateAsync(
            builder =>
            {
                foreach (var setter in setters)
                {
                    setter!.AddTo(builder);
                }
            },
            cancellationToken);
    }
}
