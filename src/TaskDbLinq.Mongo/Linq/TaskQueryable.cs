using System.Collections;
using System.Linq.Expressions;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>A LINQ query over the tasks; it runs when it is enumerated, each time anew.</summary>
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

    /// <summary>The pipeline that the server runs.</summary>
    public override string ToString() => Expression is ConstantExpression ? "tasks" : _provider.Describe<T>(Expression);
}
