using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Compiling;

/// <summary>
/// <c>{ ((a &amp;&amp; b) &amp;&amp; c) &amp;&amp; d } => (a &amp;&amp; b) &amp;&amp; (c &amp;&amp; d)</c> for long chains: what walks an
/// expression tree does it
/// recursively, and a chain of thousands of parts that leans to one side would overflow the stack.
/// </summary>
internal sealed class BalancedLogic : ExpressionVisitor
{
    /// <summary>Chains up to this length stay as they are written.</summary>
    private const int Longest = 32;

    /// <summary>Returns the expression with its long chains balanced.</summary>
    public static Expression Rewrite(Expression expression) => new BalancedLogic().Visit(expression);

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (!IsLogic(node))
        {
            return base.VisitBinary(node);
        }

        var parts = Parts(node);
        if (parts.Count <= Longest)
        {
            return base.VisitBinary(node);
        }

        Func<Expression, Expression, Expression> join = node.NodeType == ExpressionType.AndAlso ? Expression.AndAlso : Expression.OrElse;
        return PredicateBuilder.Join([.. parts.Select(part => Visit(part))], join);
    }

    /// <summary>The parts of a chain in order, found without recursion.</summary>
    private static List<Expression> Parts(BinaryExpression chain)
    {
        var parts = new List<Expression>();
        var open = new Stack<Expression>([chain]);
        while (open.TryPop(out var part))
        {
            if (part is BinaryExpression inner && inner.NodeType == chain.NodeType && IsLogic(inner))
            {
                open.Push(inner.Right);
                open.Push(inner.Left);
            }
            else
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private static bool IsLogic(BinaryExpression node) =>
        node.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse && node.Method is null && node.Type == typeof(bool);
}
