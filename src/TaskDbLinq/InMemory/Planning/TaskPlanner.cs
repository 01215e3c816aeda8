using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.InMemory.Storage;
using TaskDbLinq.Queries;
using TaskDbLinq.Records;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>Runs filters over a snapshot; a shape that was seen before costs no compilation.</summary>
internal sealed class TaskPlanner
{
    private const int Capacity = 512;

    private readonly BoundedCache<string, Plan> _plans = new(Capacity);
    private int _compilations;

    /// <summary>How many predicates were compiled so far.</summary>
    public int Compilations => Volatile.Read(ref _compilations);

    /// <summary>The tasks of a query's answer, sorted and cut to the page.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public IEnumerable<TaskRecord> Run(TaskQuery query, Snapshot snapshot)
    {
        var tasks = Find(query.Filter, snapshot);
        if (!query.Sort.IsEmpty)
        {
            var sorted = tasks.ToArray();
            Array.Sort(sorted, (a, b) => Compare(a, b, query));
            tasks = sorted;
        }

        if (query.Skip > 0)
        {
            tasks = tasks.Skip(query.Skip);
        }

        return query.Limit is { } limit ? tasks.Take(limit) : tasks;
    }

    /// <inheritdoc cref="Run"/>
    public IEnumerable<TaskRecord> Find(MongoQuery filter, Snapshot snapshot)
    {
        var (predicate, values) = Bind(filter);
        return predicate.Find(snapshot, values);
    }

    public PlanDescription Explain(MongoQuery filter, Snapshot snapshot)
    {
        var (predicate, values) = Bind(filter);
        return predicate.Explain(snapshot, values);
    }

    private (TaskPredicate Predicate, Captured[] Values) Bind(MongoQuery filter)
    {
        var problems = new List<QueryProblem>();
        if (!_plans.TryGet(filter.Shape, out var plan) && Compile(filter, problems) is { } compiled)
        {
            _plans.Add(filter.Shape, plan = compiled);
        }

        var values = plan?.Predicate.Bind(filter, problems);
        QueryException.ThrowIfAny(problems);
        return (plan!.Task, values!);
    }

    private Plan? Compile(MongoQuery filter, List<QueryProblem> problems)
    {
        Interlocked.Increment(ref _compilations);
        return PredicatePlan<TaskRecord>.Compile(filter, problems, out var predicate, out var captured) is { } plan
            ? new Plan(plan, new TaskPredicate(plan.Run, predicate.Body, predicate.Parameters[0], captured))
            : null;
    }

    private static int Compare(TaskRecord a, TaskRecord b, TaskQuery query)
    {
        foreach (var sort in query.Sort)
        {
            var (left, right) = (sort.Field.Read(a), sort.Field.Read(b));
            var order = left is string || right is string
                ? CodePointOrder.Compare((string?)left, (string?)right)
                : Nullable.Compare((DateTime?)left, (DateTime?)right);
            if (order != 0)
            {
                return sort.Descending ? -order : order;
            }
        }

        return 0;
    }

    private sealed record Plan(PredicatePlan<TaskRecord> Predicate, TaskPredicate Task);
}
