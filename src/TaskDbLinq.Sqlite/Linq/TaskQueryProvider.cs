using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.Caching;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Linq;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Reading;
using QueryShape = TaskDbLinq.Caching.QueryShape;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>
/// Runs LINQ. A query that selects, orders, pages and reads fields is a statement of its shape, which EF Core wrote once.
/// EF Core itself runs the others: each run gets a fresh context, so that one query may be run from several threads, and
/// queries over the same database may be joined. What EF Core can't translate is one <see cref="QueryException"/>.
/// </summary>
internal sealed class TaskQueryProvider : StoreQueryProvider, IAsyncQueryProvider
{
    private const int Capacity = 512;

    private readonly BoundedCache<QueryShape, LinqPlan> _plans = new("sqlite linq", Capacity);
    private readonly Func<FileLayout> _layout;
    private readonly SqliteReader _reader;
    private readonly LinqPlanner _planner;
    private readonly bool _usesPlans;

    /// <summary>A reader for the next query; null while one uses it.</summary>
    private ShapeReader? _spare;

    /// <param name="live">Returns the file's layout; throws when the database is disposed.</param>
    /// <param name="layout">The file's layout.</param>
    /// <param name="reader">Runs statements.</param>
    /// <param name="usesPlans">Whether shapes have plans; without, EF Core runs every query.</param>
    public TaskQueryProvider(Func<FileLayout> live, FileLayout layout, SqliteReader reader, bool usesPlans = true)
    {
        _usesPlans = usesPlans;
        _layout = live;
        _reader = reader;
        _planner = new LinqPlanner(this, layout);
    }

    /// <summary>Returns whether a query that enumerates is run by a plan of its shape.</summary>
    public bool IsPlanned<T>(Expression expression) => PlanOf<T>(expression, typeof(IEnumerable<T>), out _) is not null;

    public override TResult Execute<TResult>(Expression expression)
    {
        if (PlanOf<TResult>(expression, typeof(TResult), out var values) is LinqPlan<TResult> plan)
        {
            return plan.One(_reader, values);
        }

        using var context = _layout().CreateContext();
        return Guard(() => ProviderOf(context).Execute<TResult>(TaskRoots.Bind(expression, this, context)));
    }

    /// <summary>EF Core's own asynchronous operators, such as <c>ToListAsync</c>, come here.</summary>
    public TResult ExecuteAsync<TResult>(Expression expression, CancellationToken cancellationToken = default)
    {
        if (typeof(TResult).IsGenericType && typeof(TResult).GetGenericTypeDefinition() == typeof(Task<>)
            && PlanOf(expression, typeof(TResult).GenericTypeArguments[0], out var values) is { } plan)
        {
            return (TResult)(object)plan.OneAsync(_reader, values, cancellationToken);
        }

        // The context lives as long as its task does, and holds nothing open after that.
        var context = _layout().CreateContext();
        return Guard(() =>
            ((IAsyncQueryProvider)ProviderOf(context)).ExecuteAsync<TResult>(TaskRoots.Bind(expression, this, context), cancellationToken));
    }

    public override IEnumerable<T> Enumerate<T>(Expression expression) =>
        PlanOf<T>(expression, typeof(IEnumerable<T>), out var values) is LinqPlan<T> plan
            ? plan.Rows(_reader, values)
            : EnumerateByEntityFramework<T>(expression);

    private IEnumerable<T> EnumerateByEntityFramework<T>(Expression expression)
    {
        using var context = _layout().CreateContext();
        using var rows = Guard(() => ProviderOf(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).GetEnumerator());
        while (Guard(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    public override async IAsyncEnumerable<T> EnumerateAsync<T>(
        Expression expression, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (PlanOf<T>(expression, typeof(IEnumerable<T>), out var values) is LinqPlan<T> plan)
        {
            foreach (var row in plan.Rows(_reader, values))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return row;
            }

            yield break;
        }

        var context = _layout().CreateContext();
        await using (context.ConfigureAwait(false))
        {
            var source = Guard(() => ProviderOf(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).AsAsyncEnumerable());
            var rows = Guard(() => source.GetAsyncEnumerator(cancellationToken));
            await using (rows.ConfigureAwait(false))
            {
                while (await GuardAsync(rows.MoveNextAsync).ConfigureAwait(false))
                {
                    yield return rows.Current;
                }
            }
        }
    }

    /// <summary>The SQL, with its parameters.</summary>
    public override string Describe<T>(Expression expression)
    {
        using var context = _layout().CreateContext();
        return Guard(() => ProviderOf(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).ToQueryString());
    }

    /// <summary>Returns the plan that runs a query; null where EF Core does.</summary>
    private LinqPlan? PlanOf<T>(Expression expression, Type result, out Captured[] values)
    {
        if (!TryPlan(expression, result, out values, out var read, out var plan))
        {
            plan = _plans.GetOrAdd(
                read.Shape(),
                (Planner: _planner, Query: expression, Read: read),
                static (_, query) => query.Planner.Plan<T>(query.Query, query.Read));
        }

        return _usesPlans && plan?.Serves(values) == true ? plan : null;
    }

    /// <summary>The same for a type that is known at run time only: a shape that is planned already costs no reflection.</summary>
    private LinqPlan? PlanOf(Expression expression, Type result, out Captured[] values)
    {
        if (!TryPlan(expression, result, out values, out var read, out var plan))
        {
            plan = _plans.GetOrAdd(
                read.Shape(),
                (Planner: _planner, Query: expression, Read: read, Type: result),
                static (_, query) => (LinqPlan?)PlanMethod.MakeGenericMethod(query.Type).Invoke(query.Planner, [query.Query, query.Read]));
        }

        return _usesPlans && plan?.Serves(values) == true ? plan : null;
    }

    private static readonly MethodInfo PlanMethod = typeof(LinqPlanner).GetMethod(nameof(LinqPlanner.Plan))!;

    /// <summary>Reads a query. Where its plan is there, the reader serves the next query.</summary>
    private bool TryPlan(Expression expression, Type result, out Captured[] values, out ShapeReader read, out LinqPlan? plan)
    {
        _layout();
        read = Interlocked.Exchange(ref _spare, null) ?? new ShapeReader(this, pathsAreShape: true);
        read.Clear(result);
        read.Read(expression);
        values = read.Values;
        if (!_plans.TryHit(read.Shape(), out plan!))
        {
            return false;
        }

        read.Clear(result);
        _spare = read;
        return true;
    }

    private static IQueryProvider ProviderOf(TaskContext context) => context.Tasks.Provider;

    private T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception fault) when (Explain(fault) is { } explained)
        {
            throw explained;
        }
    }

    private async ValueTask<bool> GuardAsync(Func<ValueTask<bool>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception fault) when (Explain(fault) is { } explained)
        {
            throw explained;
        }
    }

    private Exception? Explain(Exception fault) => (Exception?)_reader.Explain(fault)
        ?? (fault is InvalidOperationException untranslated ? UntranslatableQuery.Explain(untranslated, "SQLite") : null);
}
