using System.Text.Json;
using TaskDbLinq.Documents;
using TaskDbLinq.Queries.Ast;

namespace TaskDbLinq.Queries.Parsing;

/// <summary>The forms in which a filter comes, brought to one: a document whose <c>$</c> forms are not yet read.</summary>
internal static class FilterInput
{
    /// <summary>JSON may nest operands deeper than operators.</summary>
    private const int ValueDepth = 3;

    public static DocumentValue FromDictionary(IReadOnlyDictionary<string, object?> filter, QueryLimits limits, List<QueryProblem> problems) =>
        new ClrReader(problems, ValueDepth * limits.Depth).ReadObject(filter, QueryPath.Root, 0);

    public static DocumentValue FromElement(JsonElement filter, QueryLimits limits, List<QueryProblem> problems) =>
        JsonElements.Read(filter, QueryPath.Root, 0, new ClrReader(problems, ValueDepth * limits.Depth));

    public static DocumentValue FromJson(string filter, QueryLimits limits, List<QueryProblem> problems)
    {
        try
        {
            var duplicates = new List<string>();
            var document = JsonTextReader.Read(filter, duplicates, ValueDepth * limits.Depth);
            problems.AddRange(duplicates.Select(path => new QueryProblem(path, "the field comes twice")));
            return document;
        }
        catch (JsonException fault)
        {
            problems.Add(new QueryProblem(string.Empty, $"the filter is not JSON: {QueryProblem.Shown(JsonTextReader.Explain(fault))}"));
            return Document.Empty;
        }
    }
}
