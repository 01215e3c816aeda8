using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Lowering;

/// <inheritdoc cref="IConditionLowering"/>
/// <typeparam name="T">The condition.</typeparam>
internal abstract class ConditionLowering<T> : IConditionLowering
    where T : Condition
{
    public Type ConditionType => typeof(T);

    public Expression Lower(Condition condition, FieldTarget target, PredicateBuilder builder) => Lower((T)condition, target, builder);

    /// <inheritdoc cref="IConditionLowering.Lower"/>
    protected abstract Expression Lower(T condition, FieldTarget target, PredicateBuilder builder);

    /// <summary>Notes a problem and returns a predicate that stands in for the condition.</summary>
    protected static Expression Refuse(Condition condition, string reason, PredicateBuilder builder)
    {
        builder.Fail(condition.Path, reason);
        return PredicateBuilder.True;
    }

    /// <summary>Notes that the field holds something that the condition can't be asked about.</summary>
    protected static Expression Refuse(Condition condition, FieldTarget target, string why, PredicateBuilder builder) =>
        Refuse(condition, $"the field holds {target.Description}{why}", builder);
}
