using System.Linq.Expressions;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;
using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;
using ExpressionVisitor = System.Linq.Expressions.ExpressionVisitor;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>
/// Lambdas as the driver's LINQ provider takes them, with C#'s meaning: dict fields are paths, a comparison with null
/// is never true, and a field that is missing is null.
/// </summary>
internal sealed class LambdaRewriter : ExpressionVisitor
{
    /// <summary>
    /// <c>{ t.Header["a"] } => Mql.Field(t.Header, "a")</c>, <c>{ t.Header.ContainsKey("a") } => Mql.Exists(Mql.Field(t.Header, "a"))</c>
    /// </summary>
    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        IsItem(node, out var owner, out var name) ? Field(Visit(owner), name, DictValueSerializers.Any)
        : node is { Method.Name: nameof(Document.ContainsKey), Object: { } document, Arguments: [ConstantExpression { Value: string key }] }
            && document.Type == typeof(Document)
            ? Expression.Call(
                typeof(Mql), nameof(Mql.Exists), [typeof(DocumentValue)], Field(Visit(document), key, DictValueSerializers.Any))
            : base.VisitMethodCall(node);

    /// <summary>A query inside of a lambda, as a constant or as what the lambda captured.</summary>
    /// <exception cref="QueryException">The server runs one pipeline, and no query for each of its documents.</exception>
    protected override Expression VisitConstant(ConstantExpression node) =>
        node.Value is IQueryable ? throw QueryInside(node) : base.VisitConstant(node);

    /// <inheritdoc cref="VisitConstant"/>
    protected override Expression VisitMember(MemberExpression node) =>
        typeof(IQueryable).IsAssignableFrom(node.Type) && ClosedValues.TryGet(node, out _)
            ? throw QueryInside(node)
            : base.VisitMember(node);

    private static QueryException QueryInside(Expression query) => new(new QueryProblem(
        CSharpText.Of(query),
        "MongoDB can't run a query inside of a predicate or a projection: run it first, and use the values that it gives"));

    /// <summary><c>{ (string?)t.Header["a"] } => Mql.Field(t.Header, "a") read as a string</c></summary>
    protected override Expression VisitUnary(UnaryExpression node) =>
        node is { NodeType: ExpressionType.Convert, Method.DeclaringType: var declarer, Operand: MethodCallExpression item }
            && declarer == typeof(DocumentValue)
            && IsItem(item, out var owner, out var name) && DictValueSerializers.Of(node.Type) is { } serializer
            ? Field(Visit(owner), name, serializer)
            : base.VisitUnary(node);

    protected override Expression VisitBinary(BinaryExpression node)
    {
        switch (node.NodeType)
        {
            case ExpressionType.Equal or ExpressionType.NotEqual when OtherThanNull(node) is { } operand:
                return IsNull(Visit(operand), node.NodeType);
            case ExpressionType.LessThan or ExpressionType.LessThanOrEqual
                or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual
                when node is { IsLifted: true, Type: var type } && type == typeof(bool):
                return Guarded((BinaryExpression)base.VisitBinary(node));
            case ExpressionType.Add when node.Type == typeof(string):
                return node.Update(OrEmpty(Visit(node.Left)), node.Conversion, OrEmpty(Visit(node.Right)));
            default:
                return base.VisitBinary(node);
        }
    }

    /// <summary><c>{ a + b } => (a ?? "") + (b ?? "")</c>: C# adds nothing for a null, and MongoDB makes the whole null.</summary>
    private static Expression OrEmpty(Expression part) =>
        part is MemberExpression or MethodCallExpression && part.Type == typeof(string)
            ? Expression.Coalesce(part, Expression.Constant(string.Empty))
            : part;

    /// <summary><c>{ x == null } => Mql.IsNullOrMissing(x)</c></summary>
    private static Expression IsNull(Expression operand, ExpressionType comparison)
    {
        var test = Expression.Call(typeof(Mql), nameof(Mql.IsNullOrMissing), [operand.Type], operand);
        return comparison == ExpressionType.Equal ? test : Expression.Not(test);
    }

    /// <summary>
    /// <c>{ a &lt; b } => a != null &amp;&amp; b != null &amp;&amp; a &lt; b</c>: in BSON's order null is less than anything, in C# it is
    /// not.
    /// </summary>
    private static Expression Guarded(BinaryExpression comparison)
    {
        Expression result = comparison;
        foreach (var side in new[] { comparison.Right, comparison.Left })
        {
            if (Nullable.GetUnderlyingType(side.Type) is not null && side is MemberExpression or MethodCallExpression)
            {
                result = Expression.AndAlso(IsNull(side, ExpressionType.NotEqual), result);
            }
        }

        return result;
    }

    private static Expression? OtherThanNull(BinaryExpression node) => (node.Left, node.Right) switch
    {
        ({ } operand, ConstantExpression { Value: null }) when IsField(operand) => operand,
        (ConstantExpression { Value: null }, { } operand) when IsField(operand) => operand,
        _ => null,
    };

    /// <summary>A field of a task, or a path into one: what can be missing.</summary>
    private static bool IsField(Expression operand) => operand switch
    {
        MemberExpression member => member.Member.DeclaringType == typeof(TaskRecord),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsField(convert.Operand),
        MethodCallExpression call => IsItem(call, out _, out _),
        _ => false,
    };

    private static bool IsItem(MethodCallExpression node, out Expression owner, out string name)
    {
        (owner, name) = (node.Object!, string.Empty);
        if (node is { Object: not null, Method.Name: "get_Item", Arguments: [ConstantExpression { Value: string key }] }
            && typeof(DocumentValue).IsAssignableFrom(node.Object.Type))
        {
            name = key;
            return true;
        }

        return false;
    }

    private static MethodCallExpression Field(Expression owner, string name, IBsonSerializer serializer) => Expression.Call(
        typeof(Mql),
        nameof(Mql.Field),
        [owner.Type, serializer.ValueType],
        owner,
        Expression.Constant(name),
        Expression.Constant(serializer, typeof(IBsonSerializer<>).MakeGenericType(serializer.ValueType)));
}
