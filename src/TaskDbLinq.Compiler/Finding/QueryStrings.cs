using System.Globalization;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>A question in a query string, brought to a document.</summary>
internal static class QueryStrings
{
    /// <summary>Splits a query string; a plus is a blank, as forms write it.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Split(string query) =>
        from part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let sign = part.IndexOf('=', StringComparison.Ordinal)
        select KeyValuePair.Create(Decode(sign < 0 ? part : part[..sign]), sign < 0 ? null : Decode(part[(sign + 1)..]));

    /// <summary>
    /// Returns the question: a filter and a projection may be JSON, an order and a projection also names with commas between them.
    /// </summary>
    public static DocumentValue Read(
        IEnumerable<KeyValuePair<string, string?>> parameters, FindOptions options, FilterLimits limits, List<QueryProblem> problems)
    {
        var question = new DocumentBuilder();
        foreach (var (name, text) in parameters)
        {
            if (options.OtherParameters.Contains(name))
            {
                continue;
            }

            var path = QueryPath.Root.Field(name);
            if (!FindParser.Names.Contains(name))
            {
                problems.Add(QueryProblem.UnknownName(path.ToString(), "parameter", name, FindParser.Names));
            }
            else if (text is not null && !question.TryAdd(name, Value(name, text, path, limits, problems)))
            {
                problems.Note(path, "the parameter comes twice");
            }
        }

        return question.Build();
    }

    private static DocumentValue Value(string name, string text, QueryPath path, FilterLimits limits, List<QueryProblem> problems)
    {
        if (name is "skip" or "limit")
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text;
        }

        if (name != "filter" && !(name is "sort" or "projection" && text.TrimStart() is ['{' or '[', ..]))
        {
            return text;
        }

        var inner = new List<QueryProblem>();
        var value = FilterInput.FromJson(text, limits, inner);
        problems.AddRange(
            inner.Select(problem => problem with { Path = problem.Path.Length == 0 ? path.ToString() : $"{path}.{problem.Path}" }));
        return value;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
