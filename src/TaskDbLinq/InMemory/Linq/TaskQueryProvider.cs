using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Planning;
using TaskDbLinq.InMemory.Storage;
using TaskDbLinq.Linq;

namespace TaskDbLinq.InMemory.Linq;

/// <summary>
/// Runs LINQ queries over a snapshot of the tasks. The values in a query are read out of it, what remains is its shape,
/// and a shape is planned and compiled once.
/// </summary>
/// <param name="read">Takes the snapshot that a query sees.</param>
internal sealed class TaskQueryProvider(Func<Snapshot> read) : StoreQueryProvider
{
    private const int Capacity = 512;

    private readonly BoundedCache<QueryShape, ObjectsPlan> _plans = new("memory linq", Capacity);

    /// <summary>How many shapes were compiled so far.</summary>
    public long Compilations => _plans.Made;

    public override TResult Execute<TResult>(Expression expression)
    {
        // The snapshot comes first: a database that can't be asked says so before anything else is looked at.
        var snapshot = read();
        var plan = PlanOf<TResult>(expression, out var values);
        var sources = new IEnumerable<TaskRecord>[plan.Sources.Count];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = plan.Sources[i].Run(snapshot, values);
        }

        return plan.Run is null
            ? (TResult)sources[0]
            : ((Func<Captured[], IEnumerable<TaskRecord>[], TResult>)plan.Run)(values, sources);
    }

    public override IEnumerable<T> Enumerate<T>(Expression expression) => Execute<IEnumerable<T>>(expression);

    public override async IAsyncEnumerable<T> EnumerateAsync<T>(
        Expression expression, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var item in Enumerate<T>(expression))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    public override string Describe<T>(Expression expression) => Explain<T>(expression).ToText();

    /// <summary>How the first source of a query would be run now.</summary>
    public PlanDescription Explain<T>(Expression expression)
    {
        var snapshot = read();
        return PlanOf<IEnumerable<T>>(expression, out var values).Sources[0].Find.Predicate.Explain(snapshot, values);
    }

    private ObjectsPlan PlanOf<TResult>(Expression expression, out Captured[] values)
    {
        var reader = new ShapeReader(this, typeof(TResult));
        reader.Read(expression);
        values = reader.Values;
        return _plans.GetOrAdd(
            reader.Shape(),
            (Provider: this, Query: expression, Reader: reader),
            static (_, query) => ObjectsPlanner.Plan<TResult>(query.Provider, query.Query, query.Reader))!;
    }
}
