using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Building;

/// <summary>Comparisons in an expression tree.</summary>
internal static class Comparisons
{
    private static readonly ConcurrentDictionary<(Type, ExpressionType), MethodInfo?> Operators = new();

    /// <summary><c>{ value, operand } => value >= operand</c>, as C# writes it where the value may be null and the operand not.</summary>
    public static BinaryExpression Make(Comparison comparison, Expression value, Expression operand)
    {
        var kind = comparison switch
        {
            Comparison.Equal => ExpressionType.Equal,
            Comparison.Less => ExpressionType.LessThan,
            Comparison.LessOrEqual => ExpressionType.LessThanOrEqual,
            Comparison.Greater => ExpressionType.GreaterThan,
            _ => ExpressionType.GreaterThanOrEqual,
        };
        var right = value.Type == operand.Type ? operand : Expression.Convert(operand, value.Type);
        return Expression.MakeBinary(kind, value, right, liftToNull: false, OperatorOf(operand.Type, kind));
    }

    /// <summary>Returns the comparison with its sides exchanged: <c>{ a &lt; b } => { b > a }</c>.</summary>
    public static ExpressionType Mirror(ExpressionType comparison) => comparison switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => comparison,
    };

    /// <summary>
    /// Returns the method of a type's own operator; null for one of the language. The cache only remembers what reflection says, which
    /// never changes.
    /// </summary>
    private static MethodInfo? OperatorOf(Type type, ExpressionType kind) => Operators.GetOrAdd((type, kind), static of =>
        Expression.MakeBinary(of.Item2, Expression.Default(of.Item1), Expression.Default(of.Item1)).Method);

    /// <summary>Returns whether an expression is the constant null, of any type.</summary>
    public static bool IsNull(Expression expression) => expression switch
    {
        ConstantExpression { Value: null } => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNull(convert.Operand),
        _ => false,
    };
}
