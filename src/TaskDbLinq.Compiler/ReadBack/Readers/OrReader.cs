using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ a || b } => { $or: [{ a }, { b }] }</c></summary>
internal sealed class OrReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        expression.NodeType is ExpressionType.OrElse or ExpressionType.Or && Branches.IsLogic(expression)
            && scope.ReadAll(Branches.Of(expression, ExpressionType.OrElse, ExpressionType.Or)) is { } parts
            ? FilterAlgebra.Or(parts, scope)
            : null;
}
