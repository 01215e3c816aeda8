using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Compiling.Lowering;

/// <summary>Lowers <c>$exists</c>. A typed column is never missing, so null counts as missing there.</summary>
internal sealed class ExistsLowering : ConditionLowering<Exists>
{
    /// <summary><c>{ f: { $exists: true } } => t.F != null</c></summary>
    protected override Expression Lower(Exists condition, FieldTarget target, PredicateBuilder builder) => target switch
    {
        DocumentTarget { Rest.Length: > 0 } document => document.Satisfies(condition, builder),
        _ => condition.Wanted ? target.Exists() : PredicateBuilder.Not(target.Exists()),
    };
}
