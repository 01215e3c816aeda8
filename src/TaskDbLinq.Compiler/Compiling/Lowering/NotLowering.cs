using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$not</c>.</summary>
internal sealed class NotLowering : ConditionLowering<Not>
{
    /// <summary><c>{ $not: { a, b } } => !(a &amp;&amp; b)</c></summary>
    protected override Expression Lower(Not condition, FieldTarget target, PredicateBuilder builder) =>
        PredicateBuilder.Not(PredicateBuilder.All(ConditionLowerings.Lower(condition.Conditions, target, builder)));
}
