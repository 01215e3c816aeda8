using System.Diagnostics.CodeAnalysis;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>What a <see cref="ColumnTest"/> asks of its column.</summary>
internal enum ColumnTestKind
{
    /// <summary>Compares with a value; null never passes.</summary>
    Comparison,

    /// <summary>Differs from a value; null passes.</summary>
    Difference,

    /// <summary>Is one of a list of texts; null never passes.</summary>
    Membership,

    /// <summary>Is null.</summary>
    Null,

    /// <summary>Is not null.</summary>
    NotNull,
}

/// <summary>
/// A filter that does no more than compare columns with values of their kinds, all of which must hold, as a list of its tests. Such a
/// filter needs no expression tree to be checked or to become SQL, and to make one takes longer than a command's answer does.
/// </summary>
/// <param name="Field">The column.</param>
/// <param name="Kind">What is asked of it.</param>
/// <param name="Condition">The condition that holds the value.</param>
/// <param name="Ordinal">The place of that condition among all of the filter.</param>
internal sealed record ColumnTest(TaskField Field, ColumnTestKind Kind, Condition Condition, int Ordinal)
{
    /// <summary>Returns the tests of a filter; null for one that says more, or has a value that does not fit its column.</summary>
    public static IReadOnlyList<ColumnTest>? Of(Filter filter)
    {
        var tests = new List<ColumnTest>();
        var ordinal = 0;
        return Collect(filter.Root, tests, ref ordinal) ? tests : null;
    }

    /// <summary>Reads the value of a condition, as the column has it: a text, a timestamp in UTC, or a set of texts.</summary>
    /// <returns>Whether the value fits the column.</returns>
    public static bool TryRead(TaskField field, Condition condition, [NotNullWhen(true)] out object? value)
    {
        value = null;
        switch (condition)
        {
            case ValueCondition { Operand: DocumentString text } when field.Kind == TaskFieldKind.Text:
                value = text.Value;
                break;
            case ValueCondition { Operand: var operand }
                when field.Kind == TaskFieldKind.Timestamp && Moments.TryRead(operand, out var utc):
                value = utc;
                break;
            case In { Values: var values } when field.Kind == TaskFieldKind.Text && values.All(item => item is DocumentString):
                value = values.Select(item => ((DocumentString)item).Value).ToHashSet(StringComparer.Ordinal);
                break;
        }

        return value is not null;
    }

    private static bool Collect(FilterNode node, List<ColumnTest> tests, ref int ordinal)
    {
        if (node is Conjunction all)
        {
            foreach (var part in all.Parts)
            {
                if (!Collect(part, tests, ref ordinal))
                {
                    return false;
                }
            }

            return true;
        }

        if (node is not FieldFilter { Field.Length: 1 } filter || !TaskFields.ByKey.TryGetValue(filter.Field.Text, out var field))
        {
            return false;
        }

        foreach (var condition in filter.Conditions)
        {
            if (Test(field, condition, ordinal) is not { } test)
            {
                return false;
            }

            tests.Add(test);
            ordinal += condition is Complement ? 2 : 1;
        }

        return true;
    }

    private static ColumnTest? Test(TaskField field, Condition condition, int ordinal) => condition switch
    {
        ValueCondition { Operand.IsNull: true } test => test.MatchesNull ? new(field, ColumnTestKind.Null, test, ordinal) : null,
        Complement { Positive: Eq { Operand.IsNull: true } test } => new(field, ColumnTestKind.NotNull, test, ordinal + 1),
        Exists test => new(field, test.Wanted ? ColumnTestKind.NotNull : ColumnTestKind.Null, test, ordinal),
        ValueCondition test when TryRead(field, test, out _) => new(field, ColumnTestKind.Comparison, test, ordinal),
        Complement { Positive: Eq test } when TryRead(field, test, out _) => new(field, ColumnTestKind.Difference, test, ordinal + 1),
        In { HasNull: false, HasValues: true, Patterns.Count: 0 } test when TryRead(field, test, out _) =>
            new(field, ColumnTestKind.Membership, test, ordinal),
        _ => null,
    };
}
