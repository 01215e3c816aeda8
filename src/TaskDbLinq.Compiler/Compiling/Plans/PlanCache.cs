using TaskDbLinq.Caching;

namespace TaskDbLinq.Compiling.Plans;

/// <summary>The plans for one record type, by shape.</summary>
internal sealed class PlanCache<T>
{
    private const int Capacity = 512;

    private readonly BoundedCache<string, PredicatePlan<T>> _plans = new("predicate", Capacity);

    /// <summary>The cache that filters compile through. It holds nothing but what compiling would give again.</summary>
    public static PlanCache<T> Shared { get; } = new();

    /// <summary>How many shapes were planned so far.</summary>
    public long Compilations => _plans.Made;

    /// <summary>
    /// Returns a predicate for the filter, compiled only if its shape is new; null, with the problems noted, when it does not fit.
    /// </summary>
    public BoundPredicate<T>? Bind(Filter filter, List<QueryProblem> problems) =>
        Plan(filter, problems) is { } plan && plan.Bind(filter, problems) is { } values ? new BoundPredicate<T>(plan.Run, values) : null;

    /// <summary>Returns what of the filter does not fit the record type, without compiling anything.</summary>
    public IReadOnlyList<QueryProblem> Problems(Filter filter)
    {
        var problems = new List<QueryProblem>();
        Plan(filter, problems)?.Bind(filter, problems);
        return problems;
    }

    private PredicatePlan<T>? Plan(Filter filter, List<QueryProblem> problems) =>
        _plans.GetOrAdd(filter.Shape, (filter, problems), static (_, given) => Make(given.filter, given.problems));

    private static PredicatePlan<T>? Make(Filter filter, List<QueryProblem> problems)
    {
        var lowered = LoweredFilter<T>.Of(filter);
        problems.AddRange(lowered.Problems);
        return lowered.Problems.Count == 0 ? new PredicatePlan<T>(lowered) : null;
    }
}
