using System.Text.Json;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Translation;

/// <summary>
/// A condition as the functions in PostgreSQL read it: <c>["$gt", 3]</c>, <c>["$not", [["$size", 2]]]</c>. What they can't decide as memory
/// does is refused here, before the query is sent.
/// </summary>
internal static class ConditionJson
{
    public static string Write(Condition condition) => DocumentJson.WriteJsonb(Of(condition));

    private static DocumentArray Of(Condition condition) => condition switch
    {
        ValueCondition { Comparison: Comparison.Equal } equality => List("$eq", ConditionOperands.Equal(equality.Operand, condition)),
        ValueCondition order => List(order.Operator, ConditionOperands.Ordered(order.Operand, condition)),
        Complement complement => List("$not", DocumentArray.Own([Of(complement.Positive)])),
        In list => List(
            "$in",
            DocumentArray.Of(list.Values.Select(value => ConditionOperands.Equal(value, condition))),
            DocumentArray.Of(list.Patterns.Select(Of))),
        Exists exists => List("$exists", exists.Wanted),
        OfType type => List("$type", DocumentArray.Of(type.Kinds.Select(kind => (DocumentValue)OfType.NameOf(kind)))),
        Size size => List("$size", size.Operand),
        Mod mod => List("$mod", DocumentInt.Narrowest(mod.Divisor == -1 ? 1 : mod.Divisor), DocumentInt.Narrowest(mod.Remainder)),
        Regex regex => List("$regex", PatternMappings.Write(regex.Pattern.At(condition.Path.ToString()))),
        Not not => List("$not", Of(not.Conditions)),
        All all => List("$all", Of(all.Conditions)),
        ElemMatch { Filter: null } match => List("$elemMatch", Of(match.Conditions)),
        ElemMatch { Filter: { } filter } => List("$elemMatch filter", Of(filter)),
        _ => throw StoreRefusal.At(condition.Path.ToString(), $"{condition.Operator} is not translated for jsonb"),
    };

    private static DocumentArray Of(IEnumerable<Condition> conditions) => DocumentArray.Of(conditions.Select(Of));

    private static DocumentArray Of(FilterNode filter) => filter switch
    {
        Conjunction conjunction => List("$and", DocumentArray.Of(conjunction.Parts.Select(Of))),
        Or or => List("$or", DocumentArray.Of(or.Parts.Select(Of))),
        Nor nor => List("$nor", DocumentArray.Of(nor.Parts.Select(Of))),
        FieldFilter field => List("$field", ConditionOperands.Name(field.Field.Text, filter.Path), Of(field.Conditions)),
        _ => throw StoreRefusal.At(filter.Path.ToString(), $"{filter.GetType().Name} is not translated for jsonb"),
    };

    private static DocumentArray List(params ReadOnlySpan<DocumentValue> items) => DocumentArray.Own(items.ToArray());
}
