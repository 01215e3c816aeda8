using System.Collections.Immutable;
using System.Text.Json;

namespace TaskDbLinq.Server.Wire;

/// <summary>The tasks behind a given one in an order, as a filter: a page costs the same wherever it begins.</summary>
internal static class Keyset
{
    /// <summary>
    /// <c>{ sort: [a, -b, msg_id], after: [x, y, i] } =>
    /// { $or: [{ a: { $gt: x } }, { a: x, b: { $lt: y } }, { a: x, b: y, msg_id: { $gt: i } }] }</c>; null comes first.
    /// </summary>
    /// <exception cref="BadRequestException">There isn't a value for each key of the order.</exception>
    public static Filter After(ImmutableArray<TaskSort> sort, JsonElement after)
    {
        if (after.ValueKind != JsonValueKind.Array || after.GetArrayLength() != sort.Length)
        {
            throw new BadRequestException($"after: expected a list of the last task's {string.Join(", ", sort.Select(key => key.Field.Key))}.");
        }

        var values = after.EnumerateArray().ToArray();
        var alternatives = new List<Filter>();
        var equal = Filter.Everything;
        foreach (var (at, key) in sort.Index())
        {
            alternatives.Add(equal & Behind(key, values[at]));
            equal &= Parse(key, values[at]);
        }

        return Filter.Or(alternatives);
    }

    private static Filter Behind(TaskSort key, JsonElement value) => (key.Descending, value.ValueKind == JsonValueKind.Null) switch
    {
        (false, true) => !Parse(key, value),
        (false, false) => Parse(key, Operator("$gt", value)),
        (true, true) => Filter.Nothing,
        (true, false) => Parse(key, Operator("$lt", value)) | Parse(key, null),
    };

    private static Dictionary<string, object?> Operator(string name, object? operand) => new() { [name] = operand };

    private static Filter Parse(TaskSort key, object? operand) =>
        Filter.TryParse(new Dictionary<string, object?> { [key.Field.Key] = operand }).CheckedFor<TaskRecord>();
}
