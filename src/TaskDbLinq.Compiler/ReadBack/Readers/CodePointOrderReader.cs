using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ CodePointOrder.Less(t.S, "m") } => { s: { $lt: "m" } }</c>: how strings are ordered in an expression.</summary>
internal sealed class CodePointOrderReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Arguments: [var left, var right, ..] } call
            || call.Method.DeclaringType != typeof(CodePointOrder)
            || Sign(call.Method.Name) is not { } sign || ClosedValues.IsValue(expression))
        {
            return null;
        }

        var isValueLeft = ClosedValues.TryGet(left, out var value);
        return (isValueLeft || ClosedValues.TryGet(right, out value)) && Field.TryRead(isValueLeft ? right : left, scope) is { } field
            ? FieldTests.Compare(field, isValueLeft ? Comparisons.Mirror(sign) : sign, value, expression, scope)
            : null;
    }

    private static ExpressionType? Sign(string method) => method switch
    {
        nameof(CodePointOrder.Less) => ExpressionType.LessThan,
        nameof(CodePointOrder.LessOrEqual) => ExpressionType.LessThanOrEqual,
        nameof(CodePointOrder.Greater) => ExpressionType.GreaterThan,
        nameof(CodePointOrder.GreaterOrEqual) => ExpressionType.GreaterThanOrEqual,
        _ => null,
    };
}
