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
internal sealed partial record GroupColumn(GroupValue Value, FoundField? Field)
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

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float);

    private static bool IsNumber(Type type) =>
        !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal and not TypeCode.UInt64;

    private static bool IsOrdered(Type type) =>
        type == typeof(string) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(TimeOnly);
}
