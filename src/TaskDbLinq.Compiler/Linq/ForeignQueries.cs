using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.Linq;

/// <summary>
/// Queries over another database that stand inside of a query. No store can run them: the values that such a query gives
/// for <c>Contains</c> are read first and sent along, and any other use is refused.
/// </summary>
internal sealed class ForeignQueries : ExpressionVisitor
{
    private static readonly MethodInfo ReadMethod =
        typeof(ForeignQueries).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly StoreQueryProvider _provider;

    private ForeignQueries(StoreQueryProvider provider) => _provider = provider;

    /// <summary>Returns the query without queries over other databases than the provider's.</summary>
    /// <exception cref="QueryException">A query over another database is used for more than its values.</exception>
    public static Expression Settle(Expression query, StoreQueryProvider provider) => new ForeignQueries(provider).Visit(query);

    /// <summary><c>{ other.Tasks.Select(o => o.MsgId).Contains(t.MsgId) } => ids.Contains(t.MsgId)</c></summary>
    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType != typeof(Queryable)
            || node is not { Method.Name: nameof(Queryable.Contains), Arguments: [var source, var item] })
        {
            return base.VisitMethodCall(node);
        }

        var type = node.Method.GetGenericArguments()[0];
        if (ClosedValues.TryGet(source, out var value) && IsForeign(value) && IsScalar(type))
        {
            var values = (Captured)ReadMethod.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value], null)!;
            return EnumerableCalls.Contains(type, values.Access, Visit(item));
        }

        return base.VisitMethodCall(node);
    }

    protected override Expression VisitConstant(ConstantExpression node) => IsForeign(node.Value) ? throw Refusal(node) : node;

    /// <summary>A query that a lambda captured, or another database's <c>Tasks</c> that it names.</summary>
    protected override Expression VisitMember(MemberExpression node) =>
        typeof(IQueryable).IsAssignableFrom(node.Type) && ClosedValues.TryGet(node, out var value) && IsForeign(value)
            ? throw Refusal(node)
            : base.VisitMember(node);

    private static Captured<T[]> Read<T>(IQueryable<T> query) => new([.. query]);

    private static bool IsScalar(Type type) => type == typeof(string) || type.IsValueType;

    private static QueryException Refusal(Expression part) =>
        new(new QueryProblem(CSharpText.Of(part), "this is a query over another database: run it first, and use the values that it gives"));

    private bool IsForeign(object? value) => value is IQueryable { Provider: StoreQueryProvider other } && other != _provider;
}
