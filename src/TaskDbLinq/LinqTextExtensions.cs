using TaskDbLinq.Queries;

namespace TaskDbLinq;

/// <summary>LINQ predicates as text.</summary>
public static class LinqTextExtensions
{
    /// <summary>
    /// Filters by a predicate written as text, which runs in the store with the same answer everywhere:
    /// <c>db.Tasks.Where("completed == null and engine_uuid in @0", ids)</c>.
    /// </summary>
    /// <param name="source">The records.</param>
    /// <param name="predicate">The text; <see cref="MongoQuery.FromLinq{T}"/> tells its language.</param>
    /// <param name="values">The values for <c>@0</c>, <c>@1</c> and so on.</param>
    /// <exception cref="QueryException">The text is not a predicate over <typeparamref name="T"/>.</exception>
    public static IQueryable<T> Where<T>(this IQueryable<T> source, string predicate, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Where(MongoQuery.FromLinq<T>(predicate, values).ToExpression<T>());
    }
}
