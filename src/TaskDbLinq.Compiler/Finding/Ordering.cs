using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Linq;
using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>
/// Puts a query in order, on every store in MongoDB's: null first, then NaN, strings by code point; all of it the other way round for
/// descending order.
/// </summary>
internal static class Ordering
{
    /// <summary>Returns the query in the order of the keys.</summary>
    public static IQueryable<T> Apply<T>(IQueryable<T> query, IReadOnlyList<SortKey<FoundField>> keys)
    {
        var isFirst = true;
        foreach (var key in keys)
        {
            foreach (var lambda in KeysOf<T>(query.Provider, key))
            {
                var method =
                    (isFirst ? nameof(Queryable.OrderBy) : nameof(Queryable.ThenBy)) + (key.Descending ? "Descending" : string.Empty);
                Expression[] arguments = query.Provider is EnumerableQuery && lambda.ReturnType == typeof(string)
                    ? [query.Expression, Expression.Quote(lambda), Expression.Constant(CodePointOrder.Comparer, typeof(IComparer<string>))]
                    : [query.Expression, Expression.Quote(lambda)];
                query =
                    query.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), method, [typeof(T), lambda.ReturnType], arguments));
                isFirst = false;
            }
        }

        return query;
    }

    private static IEnumerable<LambdaExpression> KeysOf<T>(IQueryProvider provider, SortKey<FoundField> key)
    {
        var (record, field) = (Expression.Parameter(typeof(T), "t"), key.Field);
        var keys = field.Inner.Length > 0 ? [PathKeys.Order(provider, key, record)] : provider is EnumerableQuery
            ? [field.SafelyOf(record)]
            : provider is StoreQueryProvider ? [field.Of(record)] : InStore(field, field.Of(record));
        return keys.Select(value => Expression.Lambda(value, record));
    }

    /// <summary>
    /// <c>{ t.Name } => t.Name != null, FindOrder.Text(t.Name)</c>: stores differ in where null goes, and in the order of strings.
    /// </summary>
    private static IEnumerable<Expression> InStore(FoundField field, Expression value)
    {
        if (field.IsNullable)
        {
            yield return Expression.NotEqual(value, Expression.Constant(null, value.Type));
        }

        var type = field.Plain;
        if (type == typeof(double) || type == typeof(float))
        {
            var number = Value(value);
            yield return Expression.Not(
                Expression.Call(
                    typeof(double),
                    nameof(double.IsNaN),
                    null,
                    type == typeof(double) ? number : Expression.Convert(number, typeof(double))));
        }

        if (type == typeof(ulong))
        {
            // SQLite keeps the upper half of them as negative numbers.
            var signed = Expression.Convert(value, value.Type == type ? typeof(long) : typeof(long?));
            yield return Expression.LessThan(signed, Expression.Constant(0L, signed.Type));
            yield return signed;
        }
        else
        {
            yield return type == typeof(string) || type == typeof(char)
                ? Expression.Call(typeof(FindOrder), nameof(FindOrder.Text), [value.Type], value, Registration.Argument)
                : type == typeof(DateTimeOffset) ? Expression.Property(Value(value), nameof(DateTimeOffset.UtcDateTime))
                : value;
        }
    }

    private static Expression Value(Expression value) =>
        Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, nameof(Nullable<>.Value));
}
