using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$eq</c>, <c>$gt</c>, <c>$gte</c>, <c>$lt</c> and <c>$lte</c>.</summary>
internal sealed class ComparisonLowering : ConditionLowering<ValueCondition>
{
    /// <summary><c>{ f: { $gte: v } } => t.F >= v</c>, <c>{ f: null } => t.F == null</c></summary>
    protected override Expression Lower(ValueCondition condition, FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget document)
        {
            return condition.Operand.IsNull && document.Rest.Length == 0
                ? condition.MatchesNull ? document.IsNull() : PredicateBuilder.False
                : document.Satisfies(condition, builder);
        }

        if (condition.Operand.IsNull)
        {
            return condition.MatchesNull ? target.IsNull() : PredicateBuilder.False;
        }

        if (target is ListTarget { IsLeaf: true } && condition.Operand is DocumentArray)
        {
            return Refuse(condition, "a typed list is not compared as a whole: use $size, $all or $elemMatch", builder);
        }

        return target.Some(scalar => scalar.Type.Compare(scalar.Value, condition, builder))
            ?? Refuse(condition, target, ": it can be null or not, nothing more", builder);
    }
}
