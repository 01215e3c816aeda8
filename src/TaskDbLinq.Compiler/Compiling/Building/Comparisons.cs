using System.Linq.Expressions;

namespace TaskDbLinq.Compiling.Building;

/// <summary>Comparisons in an expression tree.</summary>
internal static class Comparisons
{
    /// <summary>Returns the comparison with its sides exchanged: <c>{ a &lt; b } => { b > a }</c>.</summary>
    public static ExpressionType Mirror(ExpressionType comparison) => comparison switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => comparison,
    };

    /// <summary>Returns whether an expression is the constant null, of any type.</summary>
    public static bool IsNull(Expression expression) => expression switch
    {
        ConstantExpression { Value: null } => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNull(convert.Operand),
        _ => false,
    };
}
