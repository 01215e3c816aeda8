using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$in</c>.</summary>
internal sealed class InLowering : ConditionLowering<In>
{
    /// <summary><c>{ $in: [null, a, b, /c/] } => f == null || [a, b].Contains(f) || f matches c</c></summary>
    protected override Expression Lower(In condition, FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget document)
        {
            return condition.Operand is DocumentArray { Count: 0 } ? PredicateBuilder.False : document.Satisfies(condition, builder);
        }

        var ways = new List<Expression>();
        if (condition.HasNull)
        {
            ways.Add(target.IsNull());
        }

        if (condition.HasValues)
        {
            ways.Add(target.Some(scalar => scalar.Type.In(scalar.Value, condition, builder))
                ?? Refuse(condition, target, ": it can be null or not, nothing more", builder));
        }

        return PredicateBuilder.Any([.. ways, .. condition.Patterns.Select(pattern => ConditionLowerings.Lower(pattern, target, builder))]);
    }
}
