using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ a &amp;&amp; b } => { a, b }</c></summary>
internal sealed class AndReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        expression.NodeType is ExpressionType.AndAlso or ExpressionType.And && Branches.IsLogic(expression)
            && scope.ReadAll(Branches.Of(expression, ExpressionType.AndAlso, ExpressionType.And)) is { } parts
            ? FilterAlgebra.And(parts, scope)
            : null;
}
