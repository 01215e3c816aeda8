using System.Linq.Expressions;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>
/// The parts of a chain such as <c>a &amp;&amp; b &amp;&amp; c</c>, however long: it leans to the left, so recursion would be as deep as it
/// is long.
/// </summary>
internal static class Branches
{
    /// <summary>Whether the operator joins two booleans, and not the bits of numbers.</summary>
    public static bool IsLogic(Expression expression) =>
        expression is BinaryExpression { Method: null } && expression.Type == typeof(bool) && !ClosedValues.IsValue(expression);

    public static IEnumerable<Expression> Of(Expression chain, ExpressionType type, ExpressionType other)
    {
        var rest = new Stack<Expression>([chain]);
        while (rest.TryPop(out var next))
        {
            if (next is BinaryExpression binary && (binary.NodeType == type || binary.NodeType == other))
            {
                rest.Push(binary.Right);
                rest.Push(binary.Left);
            }
            else
            {
                yield return next;
            }
        }
    }
}
