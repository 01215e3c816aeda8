using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.PostgreSql.Dialect;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary>The filter of an <c>$elemMatch</c>, as the function <c>matches</c> reads it.</summary>
internal static class FilterForm
{
    public static DocumentArray Write(FilterNode filter) => filter switch
    {
        Conjunction conjunction => DocumentArray.Of(And.Name, Write(conjunction.Parts)),
        Or or => DocumentArray.Of(Or.Name, Write(or.Parts)),
        Nor nor => DocumentArray.Of(Nor.Name, Write(nor.Parts)),
        FieldFilter field => DocumentArray.Of(
            "$field", ConditionOperands.Name(field.Field.Text, filter.Path), ConditionForms.Write(field.Conditions)),
        _ => throw StoreRefusal.At(filter.Path.ToString(), $"{filter.GetType().Name} is not translated for jsonb"),
    };

    private static DocumentArray Write(IEnumerable<FilterNode> parts) => DocumentArray.Of(parts.Select(Write));
}
