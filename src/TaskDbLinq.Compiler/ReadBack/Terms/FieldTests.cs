using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>Comparisons of a field with a value, with C#'s meaning of null.</summary>
internal static class FieldTests
{
    /// <summary>The filter for <c>field sign value</c>.</summary>
    public static FilterNode? Compare(Field field, ExpressionType sign, object? value, Expression part, ReadScope scope)
    {
        if (value is DocumentValue { IsNull: true })
        {
            value = null;
        }

        if (sign == ExpressionType.NotEqual)
        {
            return Compare(field, ExpressionType.Equal, value, part, scope) is { } equal ? FilterAlgebra.Not(equal) : null;
        }

        if (field.Steps is { } steps && (steps.Length > 0 || value is not null))
        {
            return DictTests.Compare(field, sign, value, part, scope);
        }

        if (value is null)
        {
            // C#: null is neither less nor greater, nor one of the two and equal.
            return sign == ExpressionType.Equal && (field.Path.Length > 0 || scope.IsElement) ? IsNull(field) : FilterAlgebra.False;
        }

        if (!field.IsScalar)
        {
            return scope.Refuse(
                part, field.ElementType is null ? "an object can be compared with null only" : "a list is not compared as a whole");
        }

        if (value is double.NaN or float.NaN)
        {
            // C#: NaN equals nothing, not even itself.
            return FilterAlgebra.False;
        }

        return Operands.For(field, value, part, scope) is { } operand
            ? FilterAlgebra.Where(field.Path, Condition(Comparing.Operator(sign), operand))
            : null;
    }

    /// <summary>
    /// The filter for <c>field == null</c>; a list is there or not, since <c>{ list: null }</c> asks about its elements too.
    /// </summary>
    public static FilterNode IsNull(Field field) => field.ElementType is not null
        ? FilterAlgebra.Where(field.Path, new Exists(QueryPath.Root, wanted: false))
        : FilterAlgebra.Where(field.Path, new Eq(QueryPath.Root, DocumentValue.Null));

    /// <summary>A test that holds for non-null values only: as it is on a column, guarded inside a dict field.</summary>
    public static FilterNode Where(Field field, Condition condition) =>
        field.Steps is { IsEmpty: false } ? DictTests.Guarded(field, condition) : FilterAlgebra.Where(field.Path, condition);

    public static Condition Condition(Comparison comparison, DocumentValue operand) => comparison switch
    {
        Comparison.Less => new Lt(QueryPath.Root, operand),
        Comparison.LessOrEqual => new Lte(QueryPath.Root, operand),
        Comparison.Greater => new Gt(QueryPath.Root, operand),
        Comparison.GreaterOrEqual => new Gte(QueryPath.Root, operand),
        _ => new Eq(QueryPath.Root, operand),
    };
}
