using System.Linq.Expressions;

namespace TaskDbLinq.Linq;

/// <summary>
/// <c>{ closure.id } => { constant.Operand }</c>: puts what a <see cref="ShapeReader"/> read in place of the nodes that it read.
/// </summary>
internal sealed class Lifting(ShapeReader read) : ExpressionVisitor
{
    public override Expression? Visit(Expression? node) =>
        node is null ? null
        : read.Lifted.TryGetValue(node, out var captured) ? captured.Access
        : read.Names.TryGetValue(node, out var name) ? name
        : base.Visit(node);
}
