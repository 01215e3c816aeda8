using System.Collections;
using System.Linq.Expressions;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>A LINQ query over the tasks of a file. It belongs to no context: each run gets one of its own.</summary>
internal sealed class TaskQueryable<T> : IOrderedQueryable<T>, IAsyncEnumerable<T>
{
    private readonly TaskQueryProvider _provider;

    /// <summary>All tasks.</summary>
    public TaskQueryable(TaskQueryProvider provider)
    {
        _provider = provider;
        Expression = Expression.Constant(this);
    }

    public TaskQueryable(TaskQueryProvider provider, Expression expression)
    {
        _provider = provider;
        Expression = expression;
    }

    public Type ElementType => typeof(T);

    public Expression Expression { get; }

    public IQueryProvider Provider => _provider;

    public IEnumerator<T> GetEnumerator() => _provider.Enumerate<T>(Expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _provider.EnumerateAsync<T>(Expression, cancellationToken).GetAsyncEnumerator(cancellationToken);
}
