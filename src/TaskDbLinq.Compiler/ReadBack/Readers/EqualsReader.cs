using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ t.S.Equals("a") } => { s: "a" }</c>, <c>{ string.Equals(t.S, "a", StringComparison.Ordinal) } => { s: "a" }</c></summary>
internal sealed class EqualsReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Method.Name: nameof(Equals) } call || ClosedValues.IsValue(expression)
            || Parts(call) is not var (left, right, comparison))
        {
            return null;
        }

        if (comparison is not null && !(ClosedValues.TryGet(comparison, out var kind) && kind is StringComparison.Ordinal))
        {
            return scope.Refuse(call, "a filter compares strings by code point; use StringComparison.Ordinal");
        }

        var isValueLeft = ClosedValues.TryGet(left, out var value);
        if ((!isValueLeft && !ClosedValues.TryGet(right, out value)) || Field.TryRead(isValueLeft ? right : left, scope) is not { } field)
        {
            return null;
        }

        // Boxed values are equal only if their types are; the operator == would widen them.
        return value is null || field.IsDict || value.GetType() == field.Type
            ? FieldTests.Compare(
                field with { Seen = field.IsDict ? field.Seen : field.Type }, ExpressionType.Equal, value, expression, scope)
            : FilterAlgebra.False;
    }

    private static (Expression Left, Expression Right, Expression? Comparison)? Parts(MethodCallExpression call) => call switch
    {
        { Object: { } instance, Arguments: [var other] } => (instance, other, null),
        { Object: { } instance, Arguments: [var other, var comparison] } when instance.Type == typeof(string) =>
            (instance, other, comparison),
        { Object: null, Arguments: [var left, var right] } => (left, right, null),
        { Object: null, Arguments: [var left, var right, var comparison] } when call.Method.DeclaringType == typeof(string) =>
            (left, right, comparison),
        _ => null,
    };
}
