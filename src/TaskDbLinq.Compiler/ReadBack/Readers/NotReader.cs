using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ !(a || b) } => { $nor: [{ a }, { b }] }</c>, <c>{ !(t.N > 5) } => { n: { $not: { $gt: 5 } } }</c></summary>
internal sealed class NotReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope) =>
        expression is UnaryExpression { NodeType: ExpressionType.Not, Method: null } not && not.Type == typeof(bool)
            && !ClosedValues.IsValue(expression) && scope.Read(not.Operand) is { } positive
            ? FilterAlgebra.Not(positive)
            : null;
}
