using TaskDbLinq.TextPredicates;

namespace TaskDbLinq;

/// <summary>Predicates as text in LINQ queries.</summary>
public static class TextPredicateExtensions
{
    /// <summary>
    /// Filters by a predicate written as text, which runs in the store with the same answer everywhere:
    /// <c>db.Tasks.WhereText("completed == null and engine_uuid in @0", ids)</c>.
    /// </summary>
    /// <remarks>The language of the text is that of <see cref="FilterFromText"/>.</remarks>
    /// <param name="source">The records.</param>
    /// <param name="predicate">The text; at most 4,000 characters.</param>
    /// <param name="values">The values for <c>@0</c>, <c>@1</c> and so on.</param>
    /// <exception cref="QueryException">The text is not a predicate over <typeparamref name="T"/>.</exception>
    public static IQueryable<T> WhereText<T>(this IQueryable<T> source, string predicate, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Where(Filter.FromText<T>(predicate, values).ToExpression<T>());
    }
}
