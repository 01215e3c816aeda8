using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.Linq;

/// <summary>
/// Refuses lists that find by a comparer of their own: a store would look their values up by its own equality without a word.
/// </summary>
internal sealed class ListComparers : ExpressionVisitor
{
    private static readonly ListComparers Visitor = new();

    /// <summary>Returns the query as it is.</summary>
    /// <exception cref="QueryException">A list in it has a comparer of its own.</exception>
    public static Expression Check(Expression query) => Visitor.Visit(query);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node is { Method.Name: nameof(Enumerable.Contains) } && ListCall.TryRead(node) is { } contains
            && !contains.List.Type.IsAssignableTo(typeof(IQueryable))
            && (!contains.IsByEquality
                || (ClosedValues.TryGet(contains.List, out var list) && list is not null && !Lists.FindsByEquality(list))))
        {
            throw new QueryException(new QueryProblem(CSharpText.Of(node), "the list finds by a comparer of its own, which a store can't"));
        }

        return base.VisitMethodCall(node);
    }
}
