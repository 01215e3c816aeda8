using TaskDbLinq.Caching;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>Runs filters over a snapshot; a shape that was seen before costs no compilation.</summary>
internal sealed class TaskPlanner
{
    private const int Capacity = 512;

    private readonly BoundedCache<string, Plan> _plans = new("memory filter", Capacity);

    /// <summary>The planner of all stores: a plan is about tasks, and not about where they are.</summary>
    public static TaskPlanner Shared { get; } = new();

    /// <summary>How many predicates were compiled so far.</summary>
    public long Compilations => _plans.Made;

    /// <summary>The tasks of a query's answer, sorted and cut to the page.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public IEnumerable<TaskRecord> Run(TaskQuery query, Snapshot snapshot)
    {
        var (predicate, values) = Bind(query.Filter);
        return new TaskFind(predicate, query.Sort).Run(snapshot, values, query.Skip, query.Limit);
    }

    /// <inheritdoc cref="Run"/>
    public IEnumerable<TaskRecord> Find(Filter filter, Snapshot snapshot)
    {
        var (predicate, values) = Bind(filter);
        return predicate.Find(snapshot, values);
    }

    public PlanDescription Explain(Filter filter, Snapshot snapshot)
    {
        var (predicate, values) = Bind(filter);
        return predicate.Explain(snapshot, values);
    }

    private (TaskPredicate Predicate, Captured[] Values) Bind(Filter filter)
    {
        var problems = new List<QueryProblem>();
        var plan = _plans.GetOrAdd(filter.Shape, (filter, problems), static (_, given) => Compile(given.filter, given.problems));
        var values = plan?.Predicate.Bind(filter, problems);
        QueryException.ThrowIfAny(problems);
        return (plan!.Task, values!);
    }

    private static Plan? Compile(Filter filter, List<QueryProblem> problems)
    {
        var lowered = LoweredFilter<TaskRecord>.Of(filter);
        problems.AddRange(lowered.Problems);
        if (lowered.Problems.Count > 0)
        {
            return null;
        }

        var plan = new PredicatePlan<TaskRecord>(lowered);
        return new Plan(plan, new TaskPredicate(plan.Run, lowered.Predicate.Body, lowered.Predicate.Parameters[0], lowered.Captured));
    }

    private sealed record Plan(PredicatePlan<TaskRecord> Predicate, TaskPredicate Task);
}
