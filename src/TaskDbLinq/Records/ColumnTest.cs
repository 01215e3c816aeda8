using System.Diagnostics.CodeAnalysis;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

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

    /// <summary>Reads the value of a test, as its column has it: a text, a timestamp in UTC, or a set of texts.</summary>
    /// <param name="field">The column.</param>
    /// <param name="kind">What is asked of it.</param>
    /// <param name="condition">The condition that holds the value.</param>
    /// <param name="value">Receives the value.</param>
    /// <returns>Whether the value fits the column.</returns>
    public static bool TryRead(TaskField field, ColumnTestKind kind, Condition condition, [NotNullWhen(true)] out object? value)
    {
        value = (field.Kind, kind, condition.Operand) switch
        {
            (TaskFieldKind.Text, ColumnTestKind.Membership, DocumentArray list) when list.All(item => item is DocumentString) =>
                list.Select(item => ((DocumentString)item).Value).ToHashSet(StringComparer.Ordinal),
            (TaskFieldKind.Text, ColumnTestKind.Comparison or ColumnTestKind.Difference, DocumentString text) => text.Value,
            (TaskFieldKind.Timestamp, ColumnTestKind.Comparison or ColumnTestKind.Difference, var operand)
                when TimestampOperand.TryRead(operand, out var utc) => utc,
            _ => null,
        };
        return value is not null;
    }

    private static bool Collect(FilterNode node, List<ColumnTest> tests, ref int ordinal)
    {
        if (node is Conjunction conjunction)
        {
            foreach (var part in conjunction.Parts)
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
            if (condition.OnColumn is not { } question)
            {
                return false;
            }

            // Conditions have their places in the order of the filter, each with those inside it.
            var all = new List<Condition>();
            condition.CollectInto(all);
            var test = new ColumnTest(field, question.Kind, question.Condition, ordinal + all.IndexOf(question.Condition));
            if (question.Kind is not (ColumnTestKind.Null or ColumnTestKind.NotNull)
                && !TryRead(field, question.Kind, question.Condition, out _))
            {
                return false;
            }

            tests.Add(test);
            ordinal += all.Count;
        }

        return true;
    }
}
