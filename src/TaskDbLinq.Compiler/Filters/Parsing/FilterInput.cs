using System.Text.Json;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>The forms in which a filter comes, brought to one: a document whose <c>$</c> forms are not yet read.</summary>
internal static class FilterInput
{
    /// <summary>JSON may nest operands deeper than operators.</summary>
    private const int ValueDepth = 3;

    public static DocumentValue FromDictionary(
        IEnumerable<KeyValuePair<string, object?>> filter, FilterLimits limits, List<QueryProblem> problems) =>
        Reader(limits, problems).ReadFilter(filter, QueryPath.Root);

    public static DocumentValue FromElement(JsonElement filter, FilterLimits limits, List<QueryProblem> problems) =>
        JsonElements.Read(filter, QueryPath.Root, 0, Reader(limits, problems));

    public static DocumentValue FromJson(string filter, FilterLimits limits, List<QueryProblem> problems)
    {
        try
        {
            var duplicates = new List<QueryPath>();
            var document = JsonTextReader.Read(filter, duplicates, ValueDepth * limits.Depth);
            foreach (var path in duplicates)
            {
                problems.Note(path, "the field comes twice");
            }

            return document;
        }
        catch (JsonException fault)
        {
            problems.Add(
                new QueryProblem(string.Empty, $"the filter is not JSON: {JsonHints.For(filter) ?? JsonTextReader.Explain(fault)}"));
            return Document.Empty;
        }
    }

    /// <summary>Ten lists of full length are more than any filter needs.</summary>
    private static ClrReader Reader(FilterLimits limits, List<QueryProblem> problems) =>
        new(problems, ValueDepth * limits.Depth, (int)Math.Min(int.MaxValue - 1, limits.Nodes + (10L * limits.ListLength)));
}
