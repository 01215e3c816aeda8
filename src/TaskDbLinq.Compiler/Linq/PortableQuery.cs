using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Linq;

/// <summary>
/// The one pass over a LINQ query that a store is sent: what C# leaves to a culture, a clock, a comparer or a variable becomes what
/// it means on every store. What a store's own language wants comes after it, in the store's own rewriter.
/// </summary>
internal sealed class PortableQuery : ExpressionVisitor
{
    private static readonly PortableQuery Calls = new();

    /// <summary>Returns the query as every store is sent it.</summary>
    /// <param name="query">The query.</param>
    /// <param name="provider">The provider that runs it; queries over another one are run first, for their values.</param>
    /// <exception cref="QueryException">Part of the query means something that no store can know.</exception>
    public static Expression Of(Expression query, StoreQueryProvider provider) =>
        Calls.Visit(DictNames.WriteOut(UnportableCalls.Check(
            ListComparers.Check(ForeignQueries.Settle(BalancedLogic.Rewrite(query), provider)))));

    /// <summary>
    /// <c>{ string.Equals(a, b, StringComparison.Ordinal) } => a == b</c>, and its like;
    /// <c>{ tasks.Count(p) } => tasks.Where(p).Count()</c>
    /// </summary>
    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        OrdinalCalls.Rewrite(node) is { } ordinal ? Visit(ordinal)
        : PredicateCalls.Split(node) is var split && split != node ? Visit(split)
        : base.VisitMethodCall(node);

    /// <summary><c>{ DateTime.UtcNow } => a captured value</c>, as it is at this run: stores have clocks of their own.</summary>
    protected override Expression VisitMember(MemberExpression node) =>
        node.Member.DeclaringType != typeof(DateTime) || node.Expression is not null ? base.VisitMember(node) : node.Member.Name switch
        {
            nameof(DateTime.Now) => new Captured<DateTime>(DateTime.Now).Access,
            nameof(DateTime.UtcNow) => new Captured<DateTime>(DateTime.UtcNow).Access,
            nameof(DateTime.Today) => new Captured<DateTime>(DateTime.Today).Access,
            _ => node,
        };
}
