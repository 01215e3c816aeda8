using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.Linq;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>
/// Runs LINQ through EF Core: each run gets a fresh context, so that one query may be run from several threads, and
/// queries over the same database may be joined. What EF Core can't translate is one <see cref="QueryException"/>.
/// </summary>
internal sealed class TaskQueryProvider(Func<TaskContext> contexts, string path) : StoreQueryProvider, IAsyncQueryProvider
{
    public override TResult Execute<TResult>(Expression expression)
    {
        using var context = contexts();
        return Guard(() => Efs(context).Execute<TResult>(TaskRoots.Bind(expression, this, context)));
    }

    /// <summary>EF Core's own asynchronous operators, such as <c>ToListAsync</c>, come here.</summary>
    public TResult ExecuteAsync<TResult>(Expression expression, CancellationToken cancellationToken = default)
    {
        // The context lives as long as its task does, and holds nothing open after that.
        var context = contexts();
        return Guard(() => ((IAsyncQueryProvider)Efs(context)).ExecuteAsync<TResult>(TaskRoots.Bind(expression, this, context), cancellationToken));
    }

    public override IEnumerable<T> Enumerate<T>(Expression expression)
    {
        using var context = contexts();
        using var rows = Guard(() => Efs(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).GetEnumerator());
        while (Guard(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    public override async IAsyncEnumerable<T> EnumerateAsync<T>(Expression expression, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var context = contexts();
        await using (context.ConfigureAwait(false))
        {
            var source = Guard(() => Efs(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).AsAsyncEnumerable());
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
        using var context = contexts();
        return Guard(() => Efs(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).ToQueryString());
    }

    private static IQueryProvider Efs(TaskContext context) => context.Tasks.Provider;

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

    private Exception? Explain(Exception fault) => fault switch
    {
        SqliteException sqlite => SqliteFault.Explain(sqlite, path),
        InvalidOperationException untranslated => UntranslatableQuery.Explain(untranslated),
        _ => null,
    };
}
