using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$elemMatch</c>.</summary>
internal sealed class ElemMatchLowering : ConditionLowering<ElemMatch>
{
    /// <summary><c>{ lines: { $elemMatch: { a, b } } } => t.Lines.Any(e => a &amp;&amp; b)</c></summary>
    protected override Expression Lower(ElemMatch condition, FieldTarget target, PredicateBuilder builder) => target switch
    {
        DocumentTarget document => document.Satisfies(condition, builder),
        ListTarget { IsLeaf: true, Inner: ListTarget } when condition.Filter is not null =>
            Refuse(condition, "the elements are lists, which have no fields", builder),
        ListTarget { IsLeaf: true } list => list.AnyElement(condition.Filter is { } filter
            ? FilterLowering.Lower(filter, builder, new RecordScope(list.Element))
            : PredicateBuilder.All(ConditionLowerings.Lower(condition.Conditions, list.Inner, builder))),
        _ => Refuse(condition, target, ", which has no elements", builder),
    };
}
