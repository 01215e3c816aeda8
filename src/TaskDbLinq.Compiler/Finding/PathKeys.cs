using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters;
using TaskDbLinq.Linq;

namespace TaskDbLinq.Finding;

/// <summary>The calls for an order by what is inside of a document.</summary>
internal static class PathKeys
{
    /// <summary>
    /// <c>{ t.Data.n } => PathOrder.Of(t.Data, "n", false)</c> in memory, and <c>FindOrder.Path(t.Data, "n", false, …)</c> in a store.
    /// </summary>
    /// <exception cref="QueryException">The records are a task database's, which is asked for such an order in another way.</exception>
    public static Expression Order(IQueryProvider provider, SortKey<FoundField> key, Expression record)
    {
        if (provider is StoreQueryProvider)
        {
            throw new QueryException(
                new QueryProblem(
                    $"sort.{key.Field.Path}", "LINQ on tasks has no order by what is inside of a dict field: ask by TaskQuery.Of"));
        }

        var (path, descending) = (Expression.Constant(key.Field.Inner), Expression.Constant(key.Descending));
        var value = provider is EnumerableQuery ? key.Field.SafelyOf(record) : key.Field.Of(record);
        return provider is EnumerableQuery
            ? Expression.Call(typeof(PathOrder), nameof(PathOrder.Of), [value.Type], value, path, descending)
            : InStore(value, key.Field.Inner, key.Descending, $"sort.{key.Field.Path}");
    }

    /// <summary><c>{ t.Data.n } => FindOrder.Path(t.Data, "n", false, …)</c></summary>
    /// <param name="value">The property.</param>
    /// <param name="path">The path inside of it.</param>
    /// <param name="descending">Whether the order descends.</param>
    /// <param name="whole">The whole path, for messages.</param>
    public static MethodCallExpression InStore(Expression value, string path, bool descending, string whole) => Expression.Call(
        typeof(FindOrder),
        nameof(FindOrder.Path),
        [value.Type],
        value,
        Expression.Constant(path),
        Expression.Constant(descending),
        Expression.Constant(whole),
        Registration.Argument);

    /// <summary><c>{ t.Data.n, end } => FindOrder.Compare(t.Data, "n", false, @end, …)</c></summary>
    public static Expression Compare(SortKey<FoundField> key, string? end, Expression record)
    {
        var value = key.Field.SafelyOf(record);
        return Expression.Call(
            typeof(FindOrder),
            nameof(FindOrder.Compare),
            [value.Type],
            value,
            Expression.Constant(key.Field.Inner),
            Expression.Constant(key.Descending),
            new Captured<string?>(end).Access,
            Whole(key),
            Registration.Argument);
    }

    private static ConstantExpression Whole(SortKey<FoundField> key) => Expression.Constant($"sort.{key.Field.Path}");
}
