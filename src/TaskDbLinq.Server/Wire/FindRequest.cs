using System.Collections.Immutable;
using System.Text.Json;
using TaskDbLinq.Records;

namespace TaskDbLinq.Server.Wire;

/// <summary>
/// A question: <c>{"filter": {…}, "keys": […], "sort": ["-submitted"], "skip": 0, "limit": 100, "after": […]}</c>, each of it optional.
/// </summary>
/// <param name="Query">The question to the database.</param>
/// <param name="Shown">The keys of the answer; null for all.</param>
internal sealed record FindRequest(TaskQuery Query, IReadOnlySet<string>? Shown)
{
    private static readonly string[] Names = ["filter", "keys", "sort", "skip", "limit", "after"];

    /// <exception cref="BadRequestException">The request has members of other names or kinds.</exception>
    /// <exception cref="QueryException">The filter, a key or the order does not fit a task.</exception>
    public static FindRequest Read(JsonElement body)
    {
        if (body.EnumerateObject().FirstOrDefault(member => !Names.Contains(member.Name))
            is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            throw new BadRequestException($"There is no '{unknown.Name}'; expected {string.Join(", ", Names)}.");
        }

        var filter = ReadFilter(body);
        var sort = ReadSort(body);
        var (keys, shown) = ReadKeys(Strings(body, "keys"));
        if (Member(body, "after") is { } after)
        {
            filter &= Keyset.After(sort, after);
        }

        return new FindRequest(
            new TaskQuery { Filter = filter, Keys = keys, Sort = sort, Skip = Number(body, "skip") ?? 0, Limit = Number(body, "limit") },
            shown);
    }

    /// <summary>The member <c>filter</c>, checked; everything when there is none.</summary>
    public static Filter ReadFilter(JsonElement body) =>
        Member(body, "filter") is { } filter ? Filter.TryParse(filter).CheckedFor<TaskRecord>() : Filter.Everything;

    /// <summary>The asked keys; those of extra fields come with the metadata.</summary>
    public static (TaskKeys Keys, IReadOnlySet<string>? Shown) ReadKeys(IReadOnlyList<string>? keys)
    {
        if (keys is null)
        {
            return (TaskKeys.All, null);
        }

        var asked = TaskKeys.Of(keys.Where(key => key != ExtraFields.DisplayData));
        var shown = keys.Append(TaskKey.MsgId).ToHashSet(StringComparer.Ordinal);
        var read = shown.Contains(ExtraFields.DisplayData)
            ? TaskKeys.Of([.. asked.Fields.Select(field => field.Key), RowWriter.Metadata])
            : asked;
        return (read, shown);
    }

    /// <summary>Pages by position need a whole order: the id decides where the rest is equal.</summary>
    private static ValueList<SortKey<TaskField>> ReadSort(JsonElement body)
    {
        var sort = TaskSort.Parse(Strings(body, "sort") ?? []);
        var isWhole = sort.Any(key => key.Field == TaskFields.MsgId)
            || (sort.IsEmpty && Member(body, "after") is null && Number(body, "limit") is null);
        return isWhole ? sort : [.. sort, new SortKey<TaskField>(TaskFields.MsgId)];
    }

    private static JsonElement? Member(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static int? Number(JsonElement body, string name) => Member(body, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number
        : throw new BadRequestException($"{name}: expected a whole number, zero or more.");

    private static string[]? Strings(JsonElement body, string name) => Member(body, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw new BadRequestException($"{name}: expected a list of strings.");
}
