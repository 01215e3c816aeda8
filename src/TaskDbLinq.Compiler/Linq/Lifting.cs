using System.Linq.Expressions;

namespace TaskDbLinq.Linq;

/// <summary>
/// <c>{ closure.id } => { constant.Operand }</c>: puts what a <see cref="ShapeReader"/> read in place of the nodes that it read.
/// </summary>
internal sealed class Lifting(ShapeReader read) : ExpressionVisitor
{
    private readonly Dictionary<Expression, Expression> _replacements = read.Replacements();

    public override Expression? Visit(Expression? node) =>
        node is null ? null
        : _replacements.TryGetValue(node, out var replacement) ? replacement
        : base.Visit(node);
}
