using System.Globalization;

namespace TaskDbLinq.Aggregating;

/// <content>The parts of one record, of two groups together, and the value that parts make.</content>
internal sealed partial record GroupColumn
{
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
}
