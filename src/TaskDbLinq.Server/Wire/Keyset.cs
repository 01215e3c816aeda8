using System.Collections.Immutable;
using System.Text.Json;
using TaskDbLinq.Filters;
using TaskDbLinq.Finding;

namespace TaskDbLinq.Server.Wire;

/// <summary>The tasks behind a given one in an order, as a filter: a page costs the same wherever it begins.</summary>
internal static class Keyset
{
    /// <summary>
    /// <c>{ sort: [a, -b, msg_id], after: [x, y, i] } =>
    /// { $or: [{ a: { $gt: x } }, { a: x, b: { $lt: y } }, { a: x, b: y, msg_id: { $gt: i } }] }</c>; null comes first.
    /// </summary>
    /// <exception cref="BadRequestException">There isn't a value for each key of the order.</exception>
    public static Filter After(ValueList<SortKey<TaskField>> sort, JsonElement after)
    {
        if (after.ValueKind != JsonValueKind.Array || after.GetArrayLength() != sort.Count)
        {
            throw new BadRequestException(
                $"after: expected a list of the last task's {string.Join(", ", sort.Select(key => key.Field.Key))}.");
        }

        var filter =
            KeysetFilter.After(sort.Zip(after.EnumerateArray(), (key, value) => new KeysetKey(key.Field.Key, key.Descending, value)));
        QueryException.ThrowIfAny(filter.Validate<TaskRecord>());
        return filter;
    }
}
