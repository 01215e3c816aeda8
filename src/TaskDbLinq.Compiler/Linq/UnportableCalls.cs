using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.Linq;

/// <summary>
/// Refuses what a store would answer in another way than C#, or refuse in words of its own: records compared as a whole, which a store
/// tells apart by their key alone, text compared by anything but its characters, and the operators of <see cref="UnrunCalls"/>.
/// </summary>
internal sealed class UnportableCalls : ExpressionVisitor
{
    private static readonly UnportableCalls Visitor = new();

    /// <summary>Returns the query as it is.</summary>
    /// <exception cref="QueryException">A part of it means another thing in a store.</exception>
    public static Expression Check(Expression query) => Visitor.Visit(query);

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && IsRecord(node.Left.Type) && !IsNull(node.Left)
            && !IsNull(node.Right))
        {
            throw WholeRecord(node);
        }

        return base.VisitBinary(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.Name == nameof(Queryable.Contains) && node.Method.DeclaringType == typeof(Queryable)
            && IsRecord(node.Method.GetGenericArguments()[0]))
        {
            throw WholeRecord(node);
        }

        UnrunCalls.Check(node);
        if (ClosedValues.IsValue(node))
        {
            return base.VisitMethodCall(node);
        }

        if ((node.Method.Name == nameof(Equals) && node.Object is { } record && IsRecord(record.Type))
            || (node.Method.Name == nameof(Enumerable.Contains) && node.Method.IsGenericMethod
                && IsRecord(node.Method.GetGenericArguments()[0])))
        {
            throw WholeRecord(node);
        }

        if (node.Method.DeclaringType == typeof(string)
            && node.Arguments.FirstOrDefault(argument => argument.Type == typeof(StringComparison)) is { } comparison
            && !(ClosedValues.TryGet(comparison, out var value) && value is StringComparison.Ordinal))
        {
            throw new QueryException(new QueryProblem(
                CSharpText.Of(node),
                "a store compares text by its characters, as StringComparison.Ordinal does; for any case, write Regex.IsMatch(text, "
                    + "pattern, RegexOptions.IgnoreCase)"));
        }

        return base.VisitMethodCall(node);
    }

    private static QueryException WholeRecord(Expression part) =>
        new(new QueryProblem(CSharpText.Of(part), "a store does not compare records as a whole: compare their keys"));

    private static bool IsRecord(Type type) => type.IsDefined(typeof(RecordSchemaAttribute), inherit: false);

    private static bool IsNull(Expression node) => ClosedValues.TryGet(node, out var value) && value is null;
}
