using System.Linq.Expressions;

namespace TaskDbLinq.Aggregating;

/// <content>The parts that a store computes.</content>
internal sealed partial record GroupColumn
{
    /// <summary>The parts of a group in a store: <c>{ avg: x } => g.Sum(t => (long?)t.X), g.LongCount(t => t.X != null)</c>.</summary>
    public IEnumerable<Expression> InStore(Expression group, Type record)
    {
        if (Field is null)
        {
            yield return Call(nameof(Enumerable.LongCount), [record], group);
            yield break;
        }

        var item = Expression.Parameter(record, "t");
        var value = Lifted(Field.Of(item));
        if (!IsExtreme)
        {
            yield return Call(nameof(Enumerable.Sum), [record], group, Expression.Lambda(Expression.Convert(value, Sum), item));
            if (Value.Aggregate == GroupAggregate.Average)
            {
                yield return Call(nameof(Enumerable.LongCount), [record], group, Expression.Lambda(IsThere(value), item));
            }

            yield break;
        }

        var isNaN = IsFloatingExtreme ? NaN(value) : null;
        Expression compared = isNaN is not null ? Expression.Condition(isNaN, Expression.Constant(null, value.Type), value)
            : value.Type == typeof(string) ? GroupKeys.Ordinal(value)
            : value;
        var name = Value.Aggregate == GroupAggregate.Min ? nameof(Enumerable.Min) : nameof(Enumerable.Max);
        yield return Call(name, [record, compared.Type], group, Expression.Lambda(compared, item));
        if (isNaN is not null)
        {
            yield return Call(nameof(Enumerable.LongCount), [record], group, Expression.Lambda(isNaN, item));
        }
    }

    private static MethodCallExpression Call(string name, Type[] types, params Expression[] arguments) =>
        Expression.Call(typeof(Enumerable), name, types, arguments);

    private static Expression Lifted(Expression value) => value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null
        ? Expression.Convert(value, typeof(Nullable<>).MakeGenericType(value.Type))
        : value;

    private static BinaryExpression IsThere(Expression value) => Expression.NotEqual(value, Expression.Constant(null, value.Type));

    private static Expression NaN(Expression value) => Expression.AndAlso(
        IsThere(value),
        Expression.Call(
            typeof(double),
            nameof(double.IsNaN),
            null,
            Expression.Convert(Expression.Property(value, nameof(Nullable<>.Value)), typeof(double))));
}
