using System.Collections;
using System.Linq.Expressions;

namespace TaskDbLinq.InMemory.Linq;

/// <summary>A query over tasks in memory; each enumeration runs it anew over the state of that moment.</summary>
internal sealed class DictQueryable<T> : IOrderedQueryable<T>, IAsyncEnumerable<T>
{
    private readonly DictQueryProvider _provider;

    /// <summary>The root: all tasks.</summary>
    public DictQueryable(DictQueryProvider provider) => (_provider, Expression) = (provider, Expression.Constant(this));

    public DictQueryable(DictQueryProvider provider, Expression expression) => (_provider, Expression) = (provider, expression);

    public Type ElementType => typeof(T);

    public Expression Expression { get; }

    public IQueryProvider Provider => _provider;

    public IEnumerator<T> GetEnumerator() => _provider.Execute<IEnumerable<T>>(Expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var item in this)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
