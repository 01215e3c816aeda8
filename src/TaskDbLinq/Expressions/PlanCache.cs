using TaskDbLinq.Queries;

namespace TaskDbLinq.Expressions;

/// <summary>The plans for one record type, by shape.</summary>
internal sealed class PlanCache<T>
{
    private const int Capacity = 512;

    private readonly BoundedCache<string, PredicatePlan<T>> _plans = new(Capacity);
    private int _compilations;

    /// <summary>The cache that <see cref="MongoQuery"/> compiles through. It holds nothing but what compiling would give again.</summary>
    public static PlanCache<T> Shared { get; } = new();

    /// <summary>How many shapes were compiled so far.</summary>
    public int Compilations => _compilations;

    /// <summary>A predicate for the query, compiled only if its shape is new; null, with the problems noted, when it does not fit.</summary>
    public BoundPredicate<T>? Bind(MongoQuery query, List<QueryProblem> problems)
    {
        if (!_plans.TryGet(query.Shape, out var plan))
        {
            if (PredicatePlan<T>.Compile(query, problems) is not { } compiled)
            {
                return null;
            }

            Interlocked.Increment(ref _compilations);
            _plans.Add(query.Shape, plan = compiled);
        }

        return plan.Bind(query, problems) is { } values ? new BoundPredicate<T>(plan.Run, values) : null;
    }
}

/// <summary>A compiled predicate with the values of one query.</summary>
internal sealed class BoundPredicate<T>(Func<Captured[], T, bool> run, Captured[] values)
{
    public bool Holds(T record) => run(values, record);
}
