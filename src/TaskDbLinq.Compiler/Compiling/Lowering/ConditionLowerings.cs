using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Every lowering of a condition, by the condition's type.</summary>
internal static class ConditionLowerings
{
    /// <summary>The lowerings; an operator that has a condition of its own adds a line here.</summary>
    public static ImmutableArray<IConditionLowering> All { get; } =
    [
        new AllLowering(),
        new ComparisonLowering(),
        new ComplementLowering(),
        new ElemMatchLowering(),
        new ExistsLowering(),
        new InLowering(),
        new ModLowering(),
        new NotLowering(),
        new OfTypeLowering(),
        new RegexLowering(),
        new SizeLowering(),
    ];

    private static FrozenDictionary<Type, IConditionLowering> ByType { get; } = All.ToFrozenDictionary(lowering => lowering.ConditionType);

    /// <summary>
    /// Lowers a condition on what a field path leads to. Every condition is lowered by this call, in the order of the filter.
    /// </summary>
    public static Expression Lower(Condition condition, FieldTarget target, PredicateBuilder builder)
    {
        var outer = builder.Enter(condition);
        var lowered = For(condition).Lower(condition, target, builder);
        builder.Leave(outer);
        return lowered;
    }

    /// <summary>Lowers the conditions of one field.</summary>
    public static Expression[] Lower(ImmutableArray<Condition> conditions, FieldTarget target, PredicateBuilder builder)
    {
        var lowered = new Expression[conditions.Length];
        for (var i = 0; i < lowered.Length; i++)
        {
            lowered[i] = Lower(conditions[i], target, builder);
        }

        return lowered;
    }

    /// <summary>Returns the lowering of a condition: of its type, or of the nearest type that it derives from.</summary>
    /// <exception cref="InvalidOperationException">No lowering is listed for the condition.</exception>
    public static IConditionLowering For(Condition condition)
    {
        for (var type = condition.GetType(); type != typeof(object); type = type.BaseType!)
        {
            if (ByType.TryGetValue(type, out var lowering))
            {
                return lowering;
            }
        }

        throw new InvalidOperationException($"No lowering is listed for {condition.Operator}.");
    }
}
