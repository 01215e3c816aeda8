using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Arguments;

/// <summary>
/// A filter as it is typed on a command line: JSON, with amounts of time before now where <see cref="RelativeTimes"/> has them, and
/// with the texts of <c>--arg</c>.
/// </summary>
internal static class FilterText
{
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
        var parsed = Filter.TryParse(RelativeTimes.Dated(filter, now));

        // The usual filter is seen to be sound without being compiled.
        return parsed.Success && ColumnTest.Of(parsed.Filter) is not null ? parsed.Filter : parsed.CheckedFor<TaskRecord>();
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
}
