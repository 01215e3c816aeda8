using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>A predicate compared with a boolean: <c>{ (t.N > 5) == false } => { !(t.N > 5) }</c></summary>
internal sealed class PredicateComparisonReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (Comparing.TryRead(expression) is not { Sign: ExpressionType.Equal or ExpressionType.NotEqual } comparing
            || Predicate(comparing.Subject) is not { } predicate
            || Field.TryRead(predicate, scope) is not null
            || scope.Read(predicate) is not { } node)
        {
            return null;
        }

        // A predicate is never null, so that it is unequal to it.
        var isEqual = comparing.Sign == ExpressionType.Equal;
        return comparing.Value is bool value
            ? value == isEqual ? node : FilterAlgebra.Not(node)
            : FilterAlgebra.Constant(!isEqual);
    }

    private static Expression? Predicate(Expression subject) =>
        subject is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var inner } && inner.Type == typeof(bool) ? inner
        : subject.Type == typeof(bool) ? subject
        : null;
}
