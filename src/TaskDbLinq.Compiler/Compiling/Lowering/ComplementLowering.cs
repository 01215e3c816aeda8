using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers the exact complements, <c>$ne</c> and <c>$nin</c>.</summary>
internal sealed class ComplementLowering : ConditionLowering<Complement>
{
    /// <summary><c>{ $ne: v } => !{ $eq: v }</c></summary>
    protected override Expression Lower(Complement condition, FieldTarget target, PredicateBuilder builder) =>
        PredicateBuilder.Not(ConditionLowerings.Lower(condition.Positive, target, builder));
}
