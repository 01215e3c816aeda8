using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers the nodes of a filter to an expression tree over a record.</summary>
internal static class FilterLowering
{
    /// <summary>Returns the node as a two-valued predicate on a record.</summary>
    public static Expression Lower(FilterNode node, PredicateBuilder builder, RecordScope record) => node switch
    {
        // { a, b } => a && b
        Conjunction conjunction => PredicateBuilder.All(Lower(conjunction.Parts, builder, record)),

        // { $or: [a, b] } => a || b
        Or or => PredicateBuilder.Any(Lower(or.Parts, builder, record)),

        // { $nor: [a, b] } => !(a || b)
        Nor nor => PredicateBuilder.Not(PredicateBuilder.Any(Lower(nor.Parts, builder, record))),
        FieldFilter field => Lower(field, builder, record),
        _ => throw new InvalidOperationException($"No lowering is listed for {node.GetType().Name}."),
    };

    /// <summary><c>{ f: { $gte: a, $lt: b } } => t.F >= a &amp;&amp; t.F &lt; b</c></summary>
    private static Expression Lower(FieldFilter filter, PredicateBuilder builder, RecordScope record)
    {
        var target = record.Resolve(filter.Field, filter.Path, builder);
        return target is null
            ? PredicateBuilder.True
            : PredicateBuilder.All(ConditionLowerings.Lower(filter.Conditions, target, builder));
    }

    private static Expression[] Lower(ImmutableArray<FilterNode> parts, PredicateBuilder builder, RecordScope record)
    {
        var lowered = new Expression[parts.Length];
        for (var i = 0; i < lowered.Length; i++)
        {
            lowered[i] = Lower(parts[i], builder, record);
        }

        return lowered;
    }
}
