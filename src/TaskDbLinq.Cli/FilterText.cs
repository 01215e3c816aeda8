using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli;

/// <summary>
/// A filter as it is typed: JSON, in which the value of a timestamp column may be an amount of time before now
/// (<c>{"started": {"$gte": "-1h"}}</c>, with its minus) or <c>now</c>. Such words stand for a date before the filter is
/// parsed; no column of another type, and no dict field, has them.
/// </summary>
internal static class FilterText
{
    private static readonly string[] Joining = ["$and", "$or", "$nor"];

    /// <param name="json">The filter.</param>
    /// <param name="now">What times in it are relative to.</param>
    /// <param name="values">The texts that it names as <c>"$name"</c>.</param>
    /// <exception cref="QueryException">The text is not a filter of tasks.</exception>
    public static Filter Parse(string json, DateTime now, IReadOnlyDictionary<string, string> values)
    {
        if (FilterMistakes.OfShell(json) is { } mistake)
        {
            throw new UsageException(mistake);
        }

        var problems = new List<QueryProblem>();
        var typed = FilterInput.FromJson(json, FilterOptions.Default.Limits, problems);
        QueryException.ThrowIfAny(problems);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var filter = values.Count == 0 ? typed : Filled(typed, values, used);
        if (values.Keys.FirstOrDefault(name => !used.Contains(name)) is { } unused)
        {
            throw new UsageException($"--arg {unused}: the filter has no value \"${unused}\"");
        }

        QueryException.ThrowIfAny(FilterMistakes.Of(filter));
        var parsed = Dated(filter, now) is Document dated && !dated.Equals(typed)
            ? Filter.TryParse(dated.ToDictionary(field => field.Key, field => (object?)field.Value, StringComparer.Ordinal))
            : Filter.TryParse(json);
        return parsed.CheckedFor<TaskRecord>();
    }

    /// <summary><c>{ "$me" => "b02e7b21" }</c>, for values only, never for names.</summary>
    private static DocumentValue Filled(DocumentValue value, IReadOnlyDictionary<string, string> values, HashSet<string> used)
    {
        switch (value)
        {
            case DocumentString { Value: ['$', .. var name] } when values.TryGetValue(name, out var text):
                used.Add(name);
                return text;
            case Document document:
                return Document.Of(document.Select(field => (field.Key, (DocumentValue?)Filled(field.Value, values, used))));
            case DocumentArray items:
                return DocumentArray.Of(items.Select(item => Filled(item, values, used)));
            default:
                return value;
        }
    }

    private static DocumentValue Dated(DocumentValue value, DateTime now) => value is Document filter
        ? Document.Of(filter.Select(field => (field.Key, (DocumentValue?)(
            Joining.Contains(field.Key, StringComparer.Ordinal) && field.Value is DocumentArray parts ? DocumentArray.Of(parts.Select(part => Dated(part, now)))
            : IsTimestamp(field.Key) ? Operand(field.Value, now)
            : field.Value))))
        : value;

    /// <summary><c>{ "-1h" => {"$date": …} }</c>, also within operators and lists.</summary>
    private static DocumentValue Operand(DocumentValue value, DateTime now) => value switch
    {
        DocumentString { Value: var text } when text is "now" or ['-', ..] && TimeWords.TryRelative(text, now, out var moment) => moment,
        Document operators when operators.Count > 0 && operators.Names[0].StartsWith('$') =>
            Document.Of(operators.Select(field => (field.Key, (DocumentValue?)Operand(field.Value, now)))),
        DocumentArray items => DocumentArray.Of(items.Select(item => Operand(item, now))),
        _ => value,
    };

    /// <summary>Whether a name is that of a timestamp column.</summary>
    internal static bool IsTimestamp(string name) =>
        (TaskFields.ByKey.TryGetValue(name, out var field) || TaskFields.ByProperty.TryGetValue(name, out field)) && field.Kind == TaskFieldKind.Timestamp;
}
