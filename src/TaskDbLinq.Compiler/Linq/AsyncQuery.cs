using System.Linq.Expressions;
using TaskDbLinq.Linq;

namespace TaskDbLinq;

/// <summary>
/// The asynchronous end of a LINQ query, the same on every backend:
/// <c>await db.Tasks.Where(t => t.Completed == null).Async().ToListAsync()</c>.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>The query runs when it is awaited or enumerated, each time anew.</remarks>
public readonly struct AsyncQuery<T> : IAsyncEnumerable<T>
{
    private readonly IQueryable<T> _query;

    internal AsyncQuery(IQueryable<T> query) => _query = query;

    /// <summary>Enumerates the elements.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        (_query as IAsyncEnumerable<T> ?? _query.ToAsyncEnumerable()).GetAsyncEnumerator(cancellationToken);

    /// <summary>Returns the elements as a list.</summary>
    public async Task<List<T>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var list = new List<T>();
        await foreach (var item in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>Returns the elements as an array.</summary>
    public async Task<T[]> ToArrayAsync(CancellationToken cancellationToken = default) =>
        [.. await ToListAsync(cancellationToken).ConfigureAwait(false)];

    /// <summary>Returns the first element.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Task<T> FirstAsync(CancellationToken cancellationToken = default) => RunAsync<T>(nameof(Queryable.First), cancellationToken);

    /// <summary>Returns the first element, or the default value if there is none.</summary>
    public Task<T?> FirstOrDefaultAsync(CancellationToken cancellationToken = default) =>
        RunAsync<T?>(nameof(Queryable.FirstOrDefault), cancellationToken);

    /// <summary>Returns the one element.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public Task<T> SingleAsync(CancellationToken cancellationToken = default) => RunAsync<T>(nameof(Queryable.Single), cancellationToken);

    /// <summary>Returns the one element, or the default value if there is none.</summary>
    /// <exception cref="InvalidOperationException">There is more than one.</exception>
    public Task<T?> SingleOrDefaultAsync(CancellationToken cancellationToken = default) =>
        RunAsync<T?>(nameof(Queryable.SingleOrDefault), cancellationToken);

    /// <summary>Returns whether there is an element.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellationToken = default) => RunAsync<bool>(nameof(Queryable.Any), cancellationToken);

    /// <summary>Returns the number of elements.</summary>
    /// <exception cref="OverflowException">There are more than an <see cref="int"/> can tell.</exception>
    public Task<int> CountAsync(CancellationToken cancellationToken = default) => RunAsync<int>(nameof(Queryable.Count), cancellationToken);

    /// <summary>Returns the number of elements.</summary>
    public Task<long> LongCountAsync(CancellationToken cancellationToken = default) =>
        RunAsync<long>(nameof(Queryable.LongCount), cancellationToken);

    private async Task<TResult> RunAsync<TResult>(string method, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = Expression.Call(typeof(Queryable), method, [typeof(T)], _query.Expression);
        return _query.Provider is StoreQueryProvider store
            ? await store.ExecuteOneAsync<TResult>(call, cancellationToken).ConfigureAwait(false)
            : _query.Provider.Execute<TResult>(call);
    }
}

/// <summary>Gives LINQ queries an asynchronous end.</summary>
public static class AsyncQueryExtensions
{
    /// <summary>
    /// Returns the asynchronous end of a query. It has a name of its own, so that it does not collide with the extensions of
    /// a store's own library, such as EF Core's <c>ToListAsync</c>, in a file that imports both.
    /// </summary>
    /// <param name="query">The query.</param>
    public static AsyncQuery<T> Async<T>(this IQueryable<T> query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(query);
    }
}
