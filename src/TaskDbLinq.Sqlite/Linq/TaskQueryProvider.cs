using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Linq;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>
/// Runs LINQ. A query that selects, orders, pages and reads fields is a statement of its shape, which EF Core wrote once.
/// EF Core itself runs the others: each run gets a fresh context, so that one query may be run from several threads, and
/// queries over the same database may be joined. What EF Core can't translate is one <see cref="QueryException"/>.
/// </summary>
internal sealed class TaskQueryProvider : StoreQueryProvider, IAsyncQueryProvider
{
    private readonly Func<FileLayout> _layout;
    private readonly PlanRunner _runner;
    private readonly LinqPlans _plans;

    /// <param name="live">Returns the file's layout; throws when the database is disposed.</param>
    /// <param name="layout">The file's layout.</param>
    /// <param name="runner">Runs statements.</param>
    /// <param name="usesPlans">Whether shapes have plans; without, EF Core runs every query.</param>
    public TaskQueryProvider(Func<FileLayout> live, FileLayout layout, PlanRunner runner, bool usesPlans = true)
    {
        _layout = live;
        _runner = runner;
        _plans = new LinqPlans(this, live, layout, usesPlans);
    }

    /// <summary>Returns whether a query that enumerates is run by a plan of its shape.</summary>
    public bool IsPlanned<T>(Expression expression) => _plans.Of<T>(expression, typeof(IEnumerable<T>), out _) is not null;

    public override TResult Execute<TResult>(Expression expression)
    {
        if (_plans.Of<TResult>(expression, typeof(TResult), out var values) is LinqPlan<TResult> plan)
        {
            return plan.One(_runner, values);
        }

        using var context = _layout().CreateContext();
        return Guard(() => ProviderOf(context).Execute<TResult>(TaskRoots.Bind(expression, this, context)));
    }

    /// <summary>EF Core's own asynchronous operators, such as <c>ToListAsync</c>, come here.</summary>
    public TResult ExecuteAsync<TResult>(Expression expression, CancellationToken cancellationToken = default)
    {
        if (typeof(TResult).IsGenericType && typeof(TResult).GetGenericTypeDefinition() == typeof(Task<>)
            && _plans.Of(expression, typeof(TResult).GenericTypeArguments[0], out var values) is { } plan)
        {
            return (TResult)(object)plan.OneAsync(_runner, values, cancellationToken);
        }

        // The context lives as long as its task does, and holds nothing open after that.
        var context = _layout().CreateContext();
        return Guard(() =>
            ((IAsyncQueryProvider)ProviderOf(context)).ExecuteAsync<TResult>(TaskRoots.Bind(expression, this, context), cancellationToken));
    }

    public override IEnumerable<T> Enumerate<T>(Expression expression) =>
        _plans.Of<T>(expression, typeof(IEnumerable<T>), out var values) is LinqPlan<T> plan
            ? plan.Rows(_runner, values)
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
        if (_plans.Of<T>(expression, typeof(IEnumerable<T>), out var values) is LinqPlan<T> plan)
        {
            foreach (var row in plan.Rows(_runner, values))
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

    private Exception? Explain(Exception fault) => (Exception?)_runner.Explain(fault)
        ?? (fault is InvalidOperationException untranslated ? UntranslatableQuery.Explain(untranslated, "SQLite") : null);
}
