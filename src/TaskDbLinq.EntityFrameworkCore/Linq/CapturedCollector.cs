using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.EntityFrameworkCore.Linq;

/// <summary>The captured values of a predicate, in the order of the tree.</summary>
internal sealed class CapturedCollector : ExpressionVisitor
{
    private readonly List<Captured> _found = [];

    public static IReadOnlyList<Captured> InOrder(Expression predicate)
    {
        var collector = new CapturedCollector();
        collector.Visit(predicate);
        return collector._found;
    }

    protected override Expression VisitConstant(ConstantExpression node)
    {
        if (node.Value is Captured captured)
        {
            _found.Add(captured);
        }

        return node;
    }
}
