using System.Linq.Expressions;
using TaskDbLinq.Compiling.Schemas;

namespace TaskDbLinq.Linq;

/// <summary>What the LINQ providers of all backends share: queries are built here, and run by the backend's own part.</summary>
internal abstract class StoreQueryProvider : IQueryProvider
{
    public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => new StoreQueryable<TElement>(this, expression);

    public IQueryable CreateQuery(Expression expression) =>
        (IQueryable)Activator.CreateInstance(
            typeof(StoreQueryable<>).MakeGenericType(RecordScope.ElementType(expression.Type)!), this, expression)!;

    public object? Execute(Expression expression) => Execute<object?>(expression);

    /// <summary>Runs a query that has one answer, such as <c>Count</c>.</summary>
    public abstract TResult Execute<TResult>(Expression expression);

    /// <summary>Runs a query that has one answer. A store without asynchronous reading answers before it returns.</summary>
    public virtual async Task<TResult> ExecuteOneAsync<TResult>(Expression expression, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return Execute<TResult>(expression);
    }

    /// <summary>Runs a query that has a sequence for its answer.</summary>
    public abstract IEnumerable<T> Enumerate<T>(Expression expression);

    /// <inheritdoc cref="Enumerate"/>
    public abstract IAsyncEnumerable<T> EnumerateAsync<T>(Expression expression, CancellationToken cancellationToken);

    /// <summary>Whether a projection may make dictionaries of fields; where not, whole records are read for them.</summary>
    public virtual bool MakesDictionaries => true;

    /// <summary>What the store runs for a query, for people to read.</summary>
    public abstract string Describe<T>(Expression expression);

    /// <summary>Returns whether an expression stands for all records of this store.</summary>
    public bool IsRoot(Expression expression) =>
        expression.NodeType == ExpressionType.Constant
        && expression is ConstantExpression { Value: IQueryable root } && root.Provider == this && root.Expression == expression;
}
