using System.Collections;
using System.Linq.Expressions;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A source of LINQ that answers nothing: what it takes C# and System.Linq to build a query and hand it over.</summary>
internal sealed class NoStore<T>(Expression? expression = null) : IQueryable<T>, IQueryProvider
{
    public Type ElementType => typeof(T);

    public Expression Expression => expression ?? Expression.Constant(this);

    public IQueryProvider Provider => this;

    public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => new NoStore<TElement>(expression);

    public IQueryable CreateQuery(Expression expression) => throw new NotSupportedException();

    public TResult Execute<TResult>(Expression expression) => default!;

    public object? Execute(Expression expression) => null;

    public IEnumerator<T> GetEnumerator() => Enumerable.Empty<T>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
