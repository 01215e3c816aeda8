using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>
/// <c>{ (t.N ?? 0) > 5 } => { t.N != null &amp;&amp; t.N > 5 || t.N == null &amp;&amp; 0 > 5 }</c>, <c>{ t.Flag ?? false } => { flag: true
/// }</c>
/// </summary>
internal sealed class CoalesceReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is BinaryExpression { NodeType: ExpressionType.Coalesce } plain && plain.Type == typeof(bool)
            && !ClosedValues.IsValue(plain))
        {
            return Read(plain, ExpressionType.Equal, value: true, expression, scope);
        }

        return Comparing.TryRead(expression) is { Subject: BinaryExpression { NodeType: ExpressionType.Coalesce } coalesce } comparing
            ? Read(coalesce, comparing.Sign, comparing.Value, expression, scope)
            : null;
    }

    private static FilterNode? Read(BinaryExpression coalesce, ExpressionType sign, object? value, Expression whole, ReadScope scope)
    {
        if (coalesce.Conversion is not null || Field.TryRead(coalesce.Left, scope) is not { } field
            || !ClosedValues.TryGet(coalesce.Right, out var other)
            || FieldTests.Compare(field, sign, value, whole, scope) is not { } present)
        {
            return null;
        }

        var absent =
            Expression.MakeBinary(sign, Expression.Constant(other, coalesce.Right.Type), Expression.Constant(value, coalesce.Right.Type));
        ClosedValues.TryGet(absent, out var holds);
        var isNull = FieldTests.IsNull(field);
        return holds is true
            ? FilterAlgebra.Or([isNull, present], scope)
            : FilterAlgebra.And([FilterAlgebra.Not(isNull), present], scope);
    }
}
