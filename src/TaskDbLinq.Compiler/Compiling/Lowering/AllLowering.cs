using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$all</c>; an empty list matches nothing.</summary>
internal sealed class AllLowering : ConditionLowering<All>
{
    /// <summary><c>{ tags: { $all: [a, b] } } => t.Tags.Any(e => e == a) &amp;&amp; t.Tags.Any(e => e == b)</c></summary>
    protected override Expression Lower(All condition, FieldTarget target, PredicateBuilder builder) =>
        condition.Conditions.IsEmpty ? PredicateBuilder.False
        : target is DocumentTarget document ? document.Satisfies(condition, builder)
        : PredicateBuilder.All(ConditionLowerings.Lower(condition.Conditions, target, builder));
}
