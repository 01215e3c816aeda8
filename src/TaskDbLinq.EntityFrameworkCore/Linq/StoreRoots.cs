using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
using TaskDbLinq.Linq;
using TaskDbLinq.Values;

namespace TaskDbLinq.EntityFrameworkCore.Linq;

/// <summary>
/// <c>{ db.Tasks.Where(…) => context.Tasks.Where(…) }</c>: puts one run's context under a query, also inside its lambdas, and writes what
/// C# means where EF Core would have another meaning.
/// </summary>
/// <typeparam name="T">The record type.</typeparam>
/// <param name="provider">The provider of the query.</param>
/// <param name="records">The context's records.</param>
internal class StoreRoots<T>(StoreQueryProvider provider, IQueryable<T> records) : ExpressionVisitor
{
    /// <summary>The comparisons that are below their guards already.</summary>
    private readonly HashSet<Expression> _guarded = new(ReferenceEqualityComparer.Instance);

    public Expression Bind(Expression query) => Visit(PortableQuery.Of(query, provider));

    /// <summary><c>{ t.Header.ContainsKey("a") } => what { "header.a": { $exists: true } } is</c></summary>
    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node is { Method.Name: nameof(Document.ContainsKey), Object: MemberExpression { Expression: ParameterExpression record } }
            && record.Type == typeof(T) && AsFilter(node, record) is { } test
            ? test
            : base.VisitMethodCall(node);

    /// <summary>A test of a record as a filter means it; null for one that no filter says.</summary>
    protected static Expression? AsFilter(Expression test, ParameterExpression record) =>
        FilterReadBack.TryRead(Expression.Lambda<Func<T, bool>>(test, record), []) is { } filter
            ? ParameterSwap.Body(filter.ToExpression<T>(), record)
            : null;

    /// <summary>
    /// <c>{ string.Compare(a, b) &lt; 0 } => a == null &amp;&amp; b != null || CodePointOrder.Less(a, b)</c>: null comes first in C#, and
    /// is neither less nor greater in SQL. <c>{ a.Value.Date == b.Value.Date } => a != null &amp;&amp; b != null &amp;&amp; …</c>: EF Core
    /// finds two nulls equal.
    /// </summary>
    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (OrdinalCalls.Compared(node.Left) is var (left, right) && node.Right is ConstantExpression { Value: 0 })
        {
            return NullOrder.Compare(node.NodeType, Visit(left), Visit(right)) ?? base.VisitBinary(node);
        }

        return node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && NullableParts.IsIn(node.Left)
            && NullableParts.IsIn(node.Right) && _guarded.Add(node)
            ? Visit(NullSafe.Rewrite(node))
            : base.VisitBinary(node);
    }

    protected override Expression VisitConstant(ConstantExpression node) => Root(node.Value) ?? node;

    /// <summary>A query that a lambda captured, or a database's <c>Tasks</c> that it names.</summary>
    protected override Expression VisitMember(MemberExpression node) =>
        typeof(IQueryable).IsAssignableFrom(node.Type) && node.Expression is MemberExpression or ConstantExpression
            ? Root(Expression.Lambda<Func<object?>>(node).Compile(preferInterpretation: true)()) ?? base.VisitMember(node)
            : base.VisitMember(node);

    private Expression? Root(object? value) => value is IQueryable query && ReferenceEquals(query.Provider, provider)
        ? query.Expression is ConstantExpression ? records.Expression : Visit(PortableQuery.Of(query.Expression, provider))
        : null;

    /// <summary>Finds what is read of the value of a field that may be null.</summary>
    private sealed class NullableParts : ExpressionVisitor
    {
        private bool _found;

        public static bool IsIn(Expression expression)
        {
            var finder = new NullableParts();
            finder.Visit(expression is MemberExpression { Member.Name: nameof(Nullable<>.Value), Expression: { } whole }
                ? whole
                : expression);
            return finder._found;
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            _found |= node is { Member.Name: nameof(Nullable<>.Value), Expression: MemberExpression { Expression: ParameterExpression } };
            return base.VisitMember(node);
        }
    }
}
