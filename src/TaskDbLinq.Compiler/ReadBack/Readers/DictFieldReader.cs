using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>
/// <c>{ DictField.Satisfies(t.Header, "a.b", "$gt=i", operand, condition) } => { header.a.b: condition }</c>: how a test of a dict field
/// stands in an expression.
/// </summary>
internal sealed class DictFieldReader : IPredicateReader
{
    public FilterNode? TryRead(Expression expression, ReadScope scope)
    {
        if (expression is not MethodCallExpression { Arguments: [var dict, var path, _, _, var condition] } call
            || call.Method != DictField.SatisfiesMethod
            || Field.TryRead(dict, scope) is not { } field
            || !ClosedValues.TryGet(path, out var rest) || rest is not FieldPath inside
            || !ClosedValues.TryGet(condition, out var captured) || captured is not Condition test)
        {
            return null;
        }

        return FilterAlgebra.Where(inside.Length == 0 ? field.Path : $"{field.Path}.{inside.Text}", test);
    }
}
