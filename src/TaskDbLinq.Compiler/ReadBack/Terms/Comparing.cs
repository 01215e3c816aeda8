using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>A comparison of something with a value, the value on the right: <c>{ 5 &lt; t.N } => { t.N > 5 }</c>.</summary>
internal readonly record struct Comparing(Expression Subject, ExpressionType Sign, object? Value, Expression Whole)
{
    public static bool IsComparison(ExpressionType type) => type is ExpressionType.Equal or ExpressionType.NotEqual
        or ExpressionType.LessThan or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual;

    /// <summary>Reads a comparison; null when it is none, or neither side is a value.</summary>
    public static Comparing? TryRead(Expression expression)
    {
        if (expression is not BinaryExpression binary || !IsComparison(binary.NodeType))
        {
            return null;
        }

        // With a value on both sides the whole of it is a value, which is another reader's.
        var (left, right) = (ClosedValues.IsValue(binary.Left), ClosedValues.IsValue(binary.Right));
        if (left == right)
        {
            return null;
        }

        ClosedValues.TryGet(left ? binary.Left : binary.Right, out var value);
        return left
            ? new Comparing(binary.Right, Comparisons.Mirror(binary.NodeType), value, binary)
            : new Comparing(binary.Left, binary.NodeType, value, binary);
    }

    /// <summary>Compares two numbers by the sign: <c>{ order, sign } => order sign 0</c>.</summary>
    public static bool Holds(int order, ExpressionType sign) => sign switch
    {
        ExpressionType.Equal => order == 0,
        ExpressionType.NotEqual => order != 0,
        ExpressionType.LessThan => order < 0,
        ExpressionType.LessThanOrEqual => order <= 0,
        ExpressionType.GreaterThan => order > 0,
        _ => order >= 0,
    };

    /// <summary>The filter's comparison, of which <c>!=</c> is the complement of the first.</summary>
    public static Comparison Operator(ExpressionType sign) => sign switch
    {
        ExpressionType.LessThan => Comparison.Less,
        ExpressionType.LessThanOrEqual => Comparison.LessOrEqual,
        ExpressionType.GreaterThan => Comparison.Greater,
        ExpressionType.GreaterThanOrEqual => Comparison.GreaterOrEqual,
        _ => Comparison.Equal,
    };
}
