using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Linq;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Tasks.Opening;

namespace TaskDbLinq.PostgreSql.Tasks.Linq;

/// <summary>
/// Runs LINQ through EF Core. Each run gets a fresh context, so that one query may be run from several threads. What EF Core can't
/// translate
/// is one <see cref="QueryException"/>.
/// </summary>
/// <param name="server">Returns the server; throws when the database is disposed.</param>
internal sealed class TaskQueryProvider(Func<TaskServer> server) : StoreQueryProvider, IAsyncQueryProvider
{
    public override TResult Execute<TResult>(Expression expression)
    {
        using var context = server().CreateContext();
        return server().Guard(() => ProviderOf(context).Execute<TResult>(TaskRoots.Bind(expression, this, context)));
    }

    public override async Task<TResult> ExecuteOneAsync<TResult>(Expression expression, CancellationToken cancellationToken)
    {
        var context = server().CreateContext();
        await using (context.ConfigureAwait(false))
        {
            return await server().GuardAsync(() => new ValueTask<TResult>(ProviderOf(context).ExecuteAsync<Task<TResult>>(
                TaskRoots.Bind(expression, this, context), cancellationToken))).ConfigureAwait(false);
        }
    }

    /// <summary>EF Core's own asynchronous operators, such as <c>ToListAsync</c>, come here.</summary>
    public TResult ExecuteAsync<TResult>(Expression expression, CancellationToken cancellationToken = default)
    {
        // The context lives as long as its task does, and holds nothing open after that.
        var context = server().CreateContext();
        return server().Guard(
            () => ProviderOf(context).ExecuteAsync<TResult>(TaskRoots.Bind(expression, this, context), cancellationToken));
    }

    public override IEnumerable<T> Enumerate<T>(Expression expression)
    {
        using var context = server().CreateContext();
        using var rows = server().Guard(
            () => ProviderOf(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).GetEnumerator());
        while (server().Guard(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    public override async IAsyncEnumerable<T> EnumerateAsync<T>(
        Expression expression, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var context = server().CreateContext();
        await using (context.ConfigureAwait(false))
        {
            var source = server().Guard(
                () => ProviderOf(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).AsAsyncEnumerable());
            var rows = server().Guard(() => source.GetAsyncEnumerator(cancellationToken));
            await using (rows.ConfigureAwait(false))
            {
                while (await server().GuardAsync(rows.MoveNextAsync).ConfigureAwait(false))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return rows.Current;
                }
            }
        }
    }

    /// <summary>The SQL, with its parameters.</summary>
    public override string Describe<T>(Expression expression)
    {
        using var context = server().CreateContext();
        return server().Guard(() => ProviderOf(context).CreateQuery<T>(TaskRoots.Bind(expression, this, context)).ToQueryString());
    }

    private static IAsyncQueryProvider ProviderOf(TaskContext context) => (IAsyncQueryProvider)context.Tasks.Provider;
}
