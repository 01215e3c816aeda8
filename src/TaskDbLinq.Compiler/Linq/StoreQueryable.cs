using System.Collections;
using System.Linq.Expressions;

namespace TaskDbLinq.Linq;

/// <summary>A LINQ query over the tasks of a store; it runs when it is enumerated, each time anew.</summary>
internal sealed class StoreQueryable<T> : IOrderedQueryable<T>, IAsyncEnumerable<T>
{
    private readonly StoreQueryProvider _provider;

    /// <summary>The root: all tasks.</summary>
    public StoreQueryable(StoreQueryProvider provider) => (_provider, Expression) = (provider, Expression.Constant(this));

    public StoreQueryable(StoreQueryProvider provider, Expression expression) => (_provider, Expression) = (provider, expression);

    public Type ElementType => typeof(T);

    public Expression Expression { get; }

    public IQueryProvider Provider => _provider;

    public IEnumerator<T> GetEnumerator() => _provider.Enumerate<T>(Expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _provider.EnumerateAsync<T>(Expression, cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>What the store runs.</summary>
    public override string ToString() => Expression is ConstantExpression ? "tasks" : _provider.Describe<T>(Expression);
}
