using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.InMemory.Planning;
using TaskDbLinq.Linq;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.InMemory.Linq;

/// <summary>
/// Turns a query into one over enumerables: what it asks of all tasks, selected, ordered and paged, becomes a source,
/// and each other call of <see cref="Queryable"/> the call of <see cref="Enumerable"/> of the same name.
/// </summary>
internal sealed class QueryRewriter(TaskQueryProvider provider, ParameterExpression sources, IReadOnlyList<Captured> captured)
    : ExpressionVisitor
{
    private static readonly ILookup<string, MethodInfo> Enumerables =
        typeof(Enumerable).GetMethods(BindingFlags.Public | BindingFlags.Static).ToLookup(method => method.Name);

    private static readonly HashSet<string> Orderings =
        [nameof(Queryable.OrderBy), nameof(Queryable.OrderByDescending), nameof(Queryable.ThenBy), nameof(Queryable.ThenByDescending)];

    /// <summary>The sources by their place, each with one predicate.</summary>
    public List<FindShape> Sources { get; } = [];

    protected override Expression VisitConstant(ConstantExpression node) => FindOf(node) is { } find ? AddSource(find) : node;

    /// <summary>A quoted lambda is plain code once the call that took it is one of <see cref="Enumerable"/>.</summary>
    protected override Expression VisitUnary(UnaryExpression node) =>
        node.NodeType == ExpressionType.Quote ? Visit(node.Operand) : base.VisitUnary(node);

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        var body = Visit(node.Body);
        return Expression.Lambda<T>(node.ReturnType == typeof(bool) ? NullSafe.Rewrite(body) : body, node.Parameters);
    }

    /// <summary><c>{ (object)a == (object)b } => object.Equals(a, b)</c>: a store keeps values, and knows no references to them.</summary>
    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.NodeType is not (ExpressionType.Equal or ExpressionType.NotEqual) || node.Method is not null
            || node.Left.Type != typeof(object) || node.Right.Type != typeof(object))
        {
            return base.VisitBinary(node);
        }

        var equal = Expression.Call(typeof(object), nameof(Equals), null, Visit(node.Left), Visit(node.Right));
        return node.NodeType == ExpressionType.Equal ? equal : Expression.Not(equal);
    }

    /// <summary><c>{ t.Label.Length } => CodePointOrder.Count(t.Label)</c>: every store counts code points.</summary>
    protected override Expression VisitMember(MemberExpression node) =>
        node is { Member.Name: nameof(string.Length), Expression: { } text } && text.Type == typeof(string) && IsOfRecord(text)
            ? Expression.Call(typeof(CodePointOrder), nameof(CodePointOrder.Count), null, Visit(text))
            : base.VisitMember(node);

    private static bool IsOfRecord(Expression text) => text switch
    {
        ParameterExpression => true,
        MemberExpression { Expression: { } owner } => IsOfRecord(owner),
        MethodCallExpression { Object: { } owner } => IsOfRecord(owner),
        BinaryExpression { NodeType: ExpressionType.Coalesce or ExpressionType.Add } both =>
            IsOfRecord(both.Left) || IsOfRecord(both.Right),
        _ => false,
    };

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (PortableCalls.Rewrite(node) is { } test)
        {
            return Visit(test);
        }

        // { t.Label.CompareTo(x) } => CodePointOrder.CompareTo(t.Label, x)
        if (node is { Method.Name: nameof(string.CompareTo), Object: { } text, Arguments: [var other] } && text.Type == typeof(string)
            && other.Type == typeof(string))
        {
            return Expression.Call(typeof(CodePointOrder), nameof(CodePointOrder.CompareTo), null, Visit(text), Visit(other));
        }

        if (node.Method.DeclaringType != typeof(Queryable))
        {
            return base.VisitMethodCall(node);
        }

        if (FindOf(node) is { } find)
        {
            return AddSource(find);
        }

        return PredicateCalls.Split(node) is var split && split != node
            ? Visit(split)
            : Enumerate(node, [VisitSource(node), .. node.Arguments.Skip(1).Select(argument => Visit(argument))]);
    }

    /// <summary>
    /// <c>{ tasks.OrderBy(t => t.Label).ThenBy(t => t.Label.Length) }</c> goes on with an order, which a source has ended.
    /// </summary>
    private Expression VisitSource(MethodCallExpression node) =>
        node.Method.Name is nameof(Queryable.ThenBy) or nameof(Queryable.ThenByDescending)
        && node.Arguments[0] is MethodCallExpression order && Orderings.Contains(order.Method.Name)
            ? Enumerate(order, [VisitSource(order), .. order.Arguments.Skip(1).Select(argument => Visit(argument))])
            : Visit(node.Arguments[0]);

    private FindShape? FindOf(Expression node) =>
        FindShape.Of(node, provider.IsRoot) is { } find && IsValue(find.Skip) && IsValue(find.Limit) ? find : null;

    private bool IsValue(Expression? number) => number is null || ComparisonSides.PlaceOf(number, captured) is not null;

    /// <summary><c>{ tasks.Where(p).Where(q).OrderBy(t => t.Label) } => sources[i]</c>, over <c>p &amp;&amp; q</c></summary>
    private BinaryExpression AddSource(FindShape find)
    {
        var record = Expression.Parameter(typeof(TaskRecord), "t");
        Expression? body = null;
        foreach (var predicate in find.Predicates)
        {
            var part = ((LambdaExpression)Visit(
                Expression.Lambda<Func<TaskRecord, bool>>(ParameterSwap.Body(predicate, record), record))).Body;
            body = body is null ? part : Expression.AndAlso(body, part);
        }

        Sources.Add(find with
        {
            Predicates = [Expression.Lambda<Func<TaskRecord, bool>>(body ?? Expression.Constant(true), record)],
        });
        return Expression.ArrayIndex(sources, Expression.Constant(Sources.Count - 1));
    }

    /// <summary><c>{ Queryable.M(a, b) } => Enumerable.M(a, b)</c>; text is ordered by code point, as in every store.</summary>
    private static Expression Enumerate(MethodCallExpression node, Expression[] arguments)
    {
        var types = node.Method.GetGenericArguments();
        if (Orderings.Contains(node.Method.Name) && types is [_, var key] && key == typeof(string) && arguments.Length == 2)
        {
            arguments = [.. arguments, Expression.Constant(CodePointOrder.Comparer, typeof(IComparer<string>))];
        }

        // { tasks.Max(t => t.Label) } => tasks.Select(t => t.Label).Max(by code point)
        if (node.Method.Name is nameof(Queryable.Min) or nameof(Queryable.Max) && node.Type == typeof(string) && types[^1] == typeof(string)
            && arguments.Length <= 2)
        {
            var items = arguments is [var source, var selector]
                ? Expression.Call(typeof(Enumerable), nameof(Enumerable.Select), types, source, selector)
                : arguments[0];
            return Expression.Call(
                typeof(Enumerable),
                node.Method.Name,
                [typeof(string)],
                items,
                Expression.Constant(CodePointOrder.Comparer, typeof(IComparer<string>)));
        }

        var match = Enumerables[node.Method.Name]
            .Where(method => method.GetGenericArguments().Length == types.Length && method.GetParameters().Length == arguments.Length)
            .Select(method => types.Length == 0 ? method : method.MakeGenericMethod(types))
            .FirstOrDefault(
                method => method.GetParameters().Zip(arguments).All(pair => pair.First.ParameterType.IsAssignableFrom(pair.Second.Type)));
        return match is null
            ? throw new NotSupportedException($"{node.Method.Name} has no counterpart for tasks in memory.")
            : Expression.Call(match, arguments);
    }
}
