using TaskDbLinq.Differential.Tests.Generating;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>
/// A field of a task is typed: null and missing are one there. The engine's own collection has no nulls in those fields,
/// so <c>$exists</c> means the same; the one test that does not is <c>$type: "null"</c>, which is compared between the databases only.
/// </summary>
public static class ColumnRules
{
    public static bool Differ(Dictionary<string, object?> filter) => filter.Any(field => field.Key.StartsWith('$')
        ? field.Value is List<object?> parts && parts.OfType<Dictionary<string, object?>>().Any(Differ)
        : !field.Key.Contains('.', StringComparison.Ordinal) && AsksForNullType(field.Value));

    private static bool AsksForNullType(object? test) => test is Dictionary<string, object?> operators
        && operators.Any(operation => operation.Key == "$type"
            ? operation.Value is List<object?> types ? types.Any(IsNull) : IsNull(operation.Value)
            : operation.Key == "$not" && AsksForNullType(operation.Value));

    private static bool IsNull(object? type) => type is "null" or 10;
}
