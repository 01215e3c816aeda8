using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$type</c>. A typed column has the type of its property.</summary>
internal sealed class OfTypeLowering : ConditionLowering<OfType>
{
    /// <summary>
    /// <c>{ started: { $type: "date" } } => t.Started != null</c>, <c>{ started: { $type: "null" } } => t.Started == null</c>
    /// </summary>
    protected override Expression Lower(OfType condition, FieldTarget target, PredicateBuilder builder)
    {
        if (target is DocumentTarget { HasAnyType: true } path)
        {
            return path.Satisfies(condition, builder);
        }

        return PredicateBuilder.Any([
            condition.Kinds.Contains(DocumentKind.Null) ? target.IsNull() : PredicateBuilder.False,
            HasKind(condition, target),
        ]);
    }

    /// <summary>
    /// <c>{ tags: { $type: "string" } } => t.Tags.Any(e => e != null)</c>: a list has its own type, and its elements theirs.
    /// </summary>
    private static Expression HasKind(OfType condition, FieldTarget target) => target switch
    {
        ListTarget { IsLeaf: true } list when condition.Kinds.Contains(DocumentKind.Array) => list.Exists(),
        ListTarget { IsElement: false } list => list.AnyElement(HasKind(condition, list.Inner)),
        ScalarTarget scalar when scalar.Type.Kinds.Any(condition.Kinds.Contains) => scalar.Exists(),
        DocumentTarget or ObjectTarget when condition.Kinds.Contains(DocumentKind.Object) => target.Exists(),
        _ => PredicateBuilder.False,
    };
}
