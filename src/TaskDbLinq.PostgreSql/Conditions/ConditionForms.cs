using System.Collections.Frozen;
using System.Collections.Immutable;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.PostgreSql.Dialect;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary>
/// Every form of a condition, by the condition's type: what the functions in PostgreSQL read, <c>["$not", [["$size", 2]]]</c>, and
/// their arms that read it. What they can't decide as memory does is refused here, before the query is sent.
/// </summary>
internal static class ConditionForms
{
    /// <summary>The forms; an operator that has a condition of its own adds a line here. Their order is that of the arms.</summary>
    public static ImmutableArray<IConditionForm> All { get; } =
    [
        new ComparisonForm(),
        new InForm(),
        new ExistsForm(),
        new OfTypeForm(),
        new SizeForm(),
        new ModForm(),
        new RegexForm(),
        new NotForm(),
        new ComplementForm(),
        new AllForm(),
        new ElemMatchForm(),
    ];

    private static FrozenDictionary<Type, IConditionForm> ByType { get; } = All.ToFrozenDictionary(form => form.ConditionType);

    /// <summary>Writes a condition as <c>jsonb</c>.</summary>
    /// <exception cref="QueryException">PostgreSQL can't decide the condition as memory does.</exception>
    public static string WriteJsonb(Condition condition) => DocumentJson.WriteJsonb(Write(condition));

    /// <summary>Writes conditions, one after the other.</summary>
    public static DocumentArray Write(IEnumerable<Condition> conditions) => DocumentArray.Of(conditions.Select(Write));

    private static DocumentArray Write(Condition condition)
    {
        for (var type = condition.GetType(); type != typeof(object); type = type.BaseType!)
        {
            if (ByType.TryGetValue(type, out var form))
            {
                return form.Write(condition);
            }
        }

        throw StoreRefusal.At(condition.Path.ToString(), $"{condition.Operator} is not translated for jsonb");
    }
}
