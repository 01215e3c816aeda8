using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.ReadBack.Terms;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary><c>{ t.N % 4 == 1 } => { n: { $mod: [4, 1] } }</c></summary>
internal sealed class ModReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (Comparing.TryRead(expression) is not { Subject: var subject } comparing
            || Unwrapped(subject) is not BinaryExpression { NodeType: ExpressionType.Modulo } modulo
            || Field.TryRead(modulo.Left, scope) is not { IsScalar: true } field || !ClosedValues.TryGet(modulo.Right, out var right))
        {
            return null;
        }

        if (comparing.Sign is not (ExpressionType.Equal or ExpressionType.NotEqual))
        {
            return scope.Refuse(expression, "a filter can ask for one remainder only");
        }

        if (Whole(right) is not { } divisor || Whole(comparing.Value) is not { } remainder)
        {
            return scope.Refuse(expression, "$mod takes a whole divisor and remainder");
        }

        var node = FilterAlgebra.Where(field.Path, new Mod(QueryPath.Root, DocumentArray.Of(divisor, remainder), divisor, remainder));
        return comparing.Sign == ExpressionType.Equal ? node : FilterAlgebra.Not(node);
    }

    private static Expression Unwrapped(Expression subject) =>
        subject is UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert ? Unwrapped(convert.Operand) : subject;

    private static long? Whole(object? value) => value switch
    {
        sbyte or byte or short or ushort or int or uint or long =>
            Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
