using System.Collections.Immutable;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>A test of a list's element that is a value, as the operators of one <c>$elemMatch</c>.</summary>
internal static class ElementConditions
{
    /// <summary>The conditions that together say what the node says; null when there are none.</summary>
    public static ImmutableArray<Condition>? Of(FilterNode node, ReadScope scope) => node switch
    {
        FieldFilter { Field.Length: 0 } field => field.Conditions,
        Conjunction conjunction => Together(conjunction.Parts, scope),
        Nor nor => Together(nor.Parts.Select(FilterAlgebra.Not), scope),

        // { a or b } => { not: { not a, not b } }
        Or or => Together(or.Parts.Select(FilterAlgebra.Not), scope) is { } none ? [Not.Of(QueryPath.Root, none)] : null,
        _ => null,
    };

    private static ImmutableArray<Condition>? Together(IEnumerable<FilterNode> parts, ReadScope scope)
    {
        var conditions = parts.Select(part => Of(part, scope)).ToList();
        return conditions.All(some => some is not null)
            && FilterAlgebra.And(conditions.Select(some => FilterAlgebra.Where(string.Empty, some!.Value)), scope) is FieldFilter joined
            ? joined.Conditions
            : null;
    }
}
