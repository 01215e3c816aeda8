using System.Globalization;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Finding;
using TaskDbLinq.Linq;
using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary>
/// A value of a question about any record type, computed in parts: a store computes the parts of its groups, and groups whose keys are
/// equal, as <c>1.5</c> and <c>1.50</c> are that SQLite keeps as text, are brought together by their parts.
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Field">The field; null for a count.</param>
internal sealed record GroupColumn(GroupValue Value, FoundField? Field)
{
    /// <summary>How many parts there are.</summary>
    public int Width => Value.Aggregate == GroupAggregate.Average || IsFloatingExtreme ? 2 : 1;

    private bool IsExtreme => Value.Aggregate == GroupAggregate.Min || Value.Aggregate == GroupAggregate.Max;

    private bool IsFloatingExtreme => IsExtreme && IsFloating(Field!.Plain);

    /// <summary>The type in which numbers are added: 64 bits, double, or decimal.</summary>
    private Type Sum => IsFloating(Field!.Plain) ? typeof(double?) : Field.Plain == typeof(decimal) ? typeof(decimal?) : typeof(long?);

    /// <summary>Resolves a value; null, with the problem noted, when the field can't be what it is computed of.</summary>
    public static GroupColumn? Of(Type record, GroupValue value, List<QueryProblem> problems)
    {
        if (value.Field is null)
        {
            return new GroupColumn(value, null);
        }

        var at = GroupChecks.PathOf(value);
        if (FoundField.Of(record, value.Field, at, problems) is not { } field)
        {
            return null;
        }

        if (value.Aggregate.TakesNumbers ? IsNumber(field.Plain) : IsNumber(field.Plain) || IsOrdered(field.Plain))
        {
            return new GroupColumn(value, field);
        }

        problems.Add(new QueryProblem(at, value.Aggregate.TakesNumbers
            ? "the field holds no numbers that are added: whole numbers of up to 64 bits with a sign, doubles and decimals are"
            : "the field has no least and greatest value on every store: numbers, strings, dates and times of day have"));
        return null;
    }

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

    /// <summary>The parts of a group of one record.</summary>
    public IEnumerable<object?> InMemory(object record)
    {
        if (Field is null)
        {
            return [1L];
        }

        var value = Field.Read(record);
        if (IsFloatingExtreme)
        {
            return value is double.NaN or float.NaN ? [null, 1L] : [value, 0L];
        }

        if (IsExtreme)
        {
            return [value];
        }

        var number = value is null ? null : Convert.ChangeType(value, Nullable.GetUnderlyingType(Sum)!, CultureInfo.InvariantCulture);
        return Width == 1 ? [number] : [number, value is null ? 0L : 1L];
    }

    /// <summary>The parts of two groups together.</summary>
    public object? Together(int part, object? left, object? right) => (left, right) switch
    {
        _ when IsExtreme && part == 0 => left is null ? right : right is null ? left
            : GroupOrder.Compare(left, right) * (Value.Aggregate == GroupAggregate.Min ? 1 : -1) <= 0 ? left : right,
        (null, _) => right,
        (_, null) => left,
        (long a, long b) => Added(a, b),
        (double a, double b) => a + b,
        (decimal a, decimal b) => a + b,
        _ => throw new InvalidOperationException($"{left} and {right} are no parts of a sum."),
    };

    /// <summary>The value of the parts.</summary>
    public object? Of(ReadOnlySpan<object?> parts)
    {
        var (first, aggregate) = (parts[0], Value.Aggregate);
        if (aggregate == GroupAggregate.Average)
        {
            return parts[1] is not long count || count == 0 ? null
                : first is decimal sum ? sum / count
                : Convert.ToDouble(first, CultureInfo.InvariantCulture) / count;
        }

        if (IsFloatingExtreme && parts[1] is > 0L && (aggregate == GroupAggregate.Min || first is null))
        {
            return Field!.Plain == typeof(float) ? float.NaN : double.NaN;
        }

        return aggregate == GroupAggregate.Sum ? first ?? Zero() : first;
    }

    private object Zero() => Activator.CreateInstance(Nullable.GetUnderlyingType(Sum)!)!;

    private long Added(long left, long right)
    {
        var sum = (Int128)left + right;
        return sum >= long.MinValue && sum <= long.MaxValue
            ? (long)sum
            : throw new QueryException([new QueryProblem(GroupChecks.PathOf(Value), "no 64 bits hold the sum")]);
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

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float);

    private static bool IsNumber(Type type) =>
        !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal and not TypeCode.UInt64;

    private static bool IsOrdered(Type type) =>
        type == typeof(string) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeOnly);
}
