using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$size</c>.</summary>
internal sealed class SizeLowering : ConditionLowering<Size>
{
    /// <summary><c>{ tags: { $size: n } } => t.Tags != null &amp;&amp; t.Tags.Count() == n</c></summary>
    protected override Expression Lower(Size condition, FieldTarget target, PredicateBuilder builder) => target switch
    {
        DocumentTarget document => document.Satisfies(condition, builder),
        ListTarget { IsLeaf: true } list => list.HasSize(builder.Capture<int, Size>(condition, Read)),
        _ => Refuse(condition, target, ", which has no size", builder),
    };

    private static bool Read(Size condition, out int value, out string reason)
    {
        (value, reason) = (condition.Count, string.Empty);
        return true;
    }
}
