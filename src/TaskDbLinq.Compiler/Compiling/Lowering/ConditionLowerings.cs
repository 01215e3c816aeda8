using System.Collections.Frozen;
using System.Collections.Immutable;
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
