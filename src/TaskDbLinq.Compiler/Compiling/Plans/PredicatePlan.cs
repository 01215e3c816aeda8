using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>
/// The plan of one shape of filter over a record type: how to read the values of a filter of that shape, and the predicate,
/// which is compiled when it is first asked for. Stores that translate the filter bind it to check it, and compile nothing. Plans
/// that differ only in the paths inside of dict fields share the compiled code, to which the paths are values like any other.
/// </summary>
internal sealed class PredicatePlan<T>
{
    private readonly IReadOnlyList<ParameterSlot> _slots;
    private readonly IReadOnlyList<Captured> _paths;
    private readonly Lazy<Func<Captured[], T, bool>> _run;

    /// <summary>Makes the plan of a lowered filter that has no problems.</summary>
    public PredicatePlan(LoweredFilter<T> lowered)
    {
        var lifter = new PathLifter();
        var body = lifter.Visit(lowered.Predicate.Body);
        (_slots, _paths) = (lowered.Slots, lifter.Paths);
        _run = new(() => _paths.Count == 0
            ? PredicateCompiler.Compile<T>(body, lowered.Predicate.Parameters[0], lowered.Captured)
            : PredicateCompiler.Share<T>(body, lowered.Predicate.Parameters[0], [.. lowered.Captured, .. _paths]));
    }

    /// <summary>The compiled predicate; its values come from <see cref="Bind"/>.</summary>
    public Func<Captured[], T, bool> Run => _run.Value;

    /// <summary>Reads the values of a filter of this plan's shape; null, with the problems noted, when one can't be read.</summary>
    public Captured[]? Bind(Filter filter, List<QueryProblem> problems)
    {
        var values = new Captured[_slots.Count + _paths.Count];
        var sound = true;
        for (var i = 0; i < _slots.Count; i++)
        {
            var slot = _slots[i];
            values[i] = slot.Bind(filter.Conditions[slot.Ordinal], problems)!;
            sound &= values[i] is not null;
        }

        for (var i = 0; i < _paths.Count; i++)
        {
            values[_slots.Count + i] = _paths[i];
        }

        return sound ? values : null;
    }
}
