using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Server.Overview;
using TaskDbLinq.Server.Texts;
using TaskDbLinq.Server.Wire;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Browsing;

/// <summary>
/// Which tasks the page asks about: <c>q</c>, a filter as it was typed, in the language <c>lang</c> (<c>json</c> or <c>linq</c>), and
/// the range <c>from</c>, <c>to</c> in milliseconds since 1970.
/// </summary>
internal sealed record Asked(Filter Filter, long From, long To)
{
    private const int LongestText = 100_000;

    /// <exception cref="QueryException">The text is not a filter of tasks.</exception>
    /// <exception cref="BadRequestException">A time is no number.</exception>
    public static Asked Of(IQueryCollection query) =>
        new(Parse(query["q"], query["lang"]), Ticks(query["from"]) ?? 0, Ticks(query["to"]) ?? long.MaxValue);

    /// <inheritdoc cref="Of(IQueryCollection)"/>
    public static Asked Of(JsonElement body) => new(
        Parse(Text(body, "q"), Text(body, "lang")), Ticks(Text(body, "from")) ?? 0, Ticks(Text(body, "to")) ?? long.MaxValue);

    /// <summary>
    /// The filter with the range: <c>{ from, to } => { submitted: { $lte: to }, $or: [{ completed: null }, { completed: { $gte: from } }]
    /// }</c>.
    /// </summary>
    public Filter WithRange()
    {
        var filter = Filter;
        if (To < long.MaxValue)
        {
            filter &= Filter.Parse(new Dictionary<string, object?> { [TaskKey.Submitted] = Operator("$lte", To) });
        }

        return From == 0 ? filter : filter & Filter.Parse(new Dictionary<string, object?>
        {
            ["$or"] = new object[]
            {
                new Dictionary<string, object?> { [TaskKey.Completed] = null },
                new Dictionary<string, object?> { [TaskKey.Completed] = Operator("$gte", From) },
            },
        });
    }

    public Task<Scope> ScopeAsync(Look look, CancellationToken cancellationToken) => look.ScopeAsync(Filter, From, To, cancellationToken);

    /// <summary>The text of a member; null if there is none.</summary>
    public static string? Text(JsonElement body, string name) => !body.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new BadRequestException($"{name}: expected a text."),
    };

    private static Dictionary<string, object?> Operator(string name, long ticks) =>
        new() { [name] = new DateTime(ticks, DateTimeKind.Utc) };

    private static Filter Parse(string? text, string? language) =>
        string.IsNullOrWhiteSpace(text) ? Filter.Everything
        : text.Length > LongestText ? throw new BadRequestException($"The filter is longer than {LongestText} characters.")
        : language == "linq" ? Checked(Filter.FromText<TaskRecord>(text))
        : Json(text);

    private static Filter Json(string text)
    {
        var problems = new List<QueryProblem>();
        var typed = FilterInput.FromJson(text, FilterOptions.Default.Limits, problems);
        QueryException.ThrowIfAny(problems);
        return Filter.TryParse(RelativeTimes.Dated(typed, DateTime.UtcNow)).CheckedFor<TaskRecord>();
    }

    private static Filter Checked(Filter filter)
    {
        QueryException.ThrowIfAny(filter.Validate<TaskRecord>());
        return filter;
    }

    private static long? Ticks(string? text) => string.IsNullOrEmpty(text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < 253_402_300_800_000
            ? DateTime.UnixEpoch.Ticks + (long)(milliseconds * TimeSpan.TicksPerMillisecond)
            : throw new BadRequestException($"'{text}': expected milliseconds since 1970.");
}
