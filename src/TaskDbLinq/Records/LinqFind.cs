using System.Linq.Expressions;
using TaskDbLinq.Linq;

namespace TaskDbLinq.Records;

/// <summary>
/// A LINQ query that says no more than a <see cref="TaskQuery"/>, as one:
/// <c>{ tasks.Where(p).OrderBy(t => t.Started).Take(5).Select(t => t.Label) } => { filter, sort: started, limit: 5, keys: label }</c>
/// </summary>
/// <param name="Query">The question.</param>
/// <param name="Projection">What is made of the keys of each task.</param>
/// <param name="Selector">The same as the query says it; null for the task itself.</param>
/// <param name="Ending">What is done with its answer.</param>
internal sealed record LinqFind(TaskQuery Query, FieldProjection Projection, LambdaExpression? Selector, LinqEnding Ending)
{
    /// <summary>Reads a query; null for one that says more.</summary>
    /// <param name="query">The query.</param>
    /// <param name="isRoot">Whether an expression stands for all tasks.</param>
    public static LinqFind? Of(Expression query, Predicate<Expression> isRoot) =>
        LinqParts.Of(query, isRoot) is { } parts
            && FieldProjection.Of(parts.Selector, values: null, withId: true) is { } projection
            && FindShape.Of(parts.Source, isRoot)?.ToQuery() is { } question
            ? new LinqFind(question with { Keys = KeysOf(parts, projection) }, projection, parts.Selector, parts.Ending)
            : null;

    /// <summary>Whether there is a task needs no more of it than its id.</summary>
    private static TaskKeys KeysOf(LinqParts parts, FieldProjection projection) =>
        parts.Ending == LinqEnding.Any ? TaskKeys.Of(TaskKey.MsgId)
        : parts.Selector is null ? TaskKeys.All
        : TaskKeys.OfFields(projection.Fields);
}
