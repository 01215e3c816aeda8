using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>
/// <c>{ t.S.CompareTo("m") > 0 } => { s: { $gt: "m" } }</c>. Strings are compared by code point, as everywhere in this
/// library; null comes before every string, which only the static form can meet.
/// </summary>
internal sealed class CompareToReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (Comparing.TryRead(expression) is not { Subject: MethodCallExpression call, Value: int bound } comparing
            || Parts(call) is not var (left, right))
        {
            return null;
        }

        if (bound != 0)
        {
            return scope.Refuse(expression, "the result of a comparison is compared with zero");
        }

        if (!IsByCharacters(call))
        {
            return scope.Refuse(call, "a filter compares strings by code point; use StringComparison.Ordinal");
        }

        var isValueLeft = ClosedValues.TryGet(left, out var value);
        var sign = isValueLeft ? Comparisons.Mirror(comparing.Sign) : comparing.Sign;
        if ((!isValueLeft && !ClosedValues.TryGet(right, out value)) || Field.TryRead(isValueLeft ? right : left, scope) is not { } field)
        {
            return null;
        }

        if (value is null)
        {
            return scope.Refuse(call, "comparing with null by order has no form in a filter; compare with == null");
        }

        var isNullLess = call.Object is null && sign is ExpressionType.LessThan or ExpressionType.LessThanOrEqual;
        return !isNullLess
            ? FieldTests.Compare(field, sign, value, expression, scope)
            : FieldTests.Compare(
                field,
                sign == ExpressionType.LessThan ? ExpressionType.GreaterThanOrEqual : ExpressionType.GreaterThan,
                value,
                expression,
                scope) is { } more
                ? FilterAlgebra.Not(more)
                : null;
    }

    private static (Expression Left, Expression Right)? Parts(MethodCallExpression call) => call switch
    {
        { Method.Name: "CompareTo", Object: { } instance, Arguments: [var other] } => (instance, other),
        { Method.Name: nameof(string.Compare) or nameof(string.CompareOrdinal), Object: null, Arguments: { Count: 2 or 3 } arguments }
            when call.Method.DeclaringType == typeof(string) => (arguments[0], arguments[1]),
        _ => null,
    };

    private static bool IsByCharacters(MethodCallExpression call) =>
        call.Arguments.Count < 3 || (ClosedValues.TryGet(call.Arguments[2], out var comparison) && comparison is StringComparison.Ordinal);
}
