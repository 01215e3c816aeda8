using System.Collections.Immutable;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Finding;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary>Reads a question about groups out of a document. It notes every problem it meets, each at its path.</summary>
internal sealed class GroupParser(FindOptions options, List<QueryProblem> problems)
{
    private const string DefaultCount = "count";
    private static readonly string[] Shared = ["filter", "sort", "skip", "limit"];
    private static readonly string[] Names = [.. Shared, "group", .. GroupAggregate.ByName.Keys.Order(StringComparer.Ordinal)];

    public GroupQuery Parse(DocumentValue value)
    {
        if (value is not Document { Kind: DocumentKind.Object } question)
        {
            problems.Note(
                QueryPath.Root,
                $"expected a question such as {{\"group\": [\"label\"], \"count\": true}}, not {QueryProblem.Shown(value.ToString())}");
            return new GroupQuery();
        }

        foreach (var name in question.Keys.Where(name => !Names.Contains(name)))
        {
            problems.Add(QueryProblem.UnknownName(QueryPath.Root.Field(name).ToString(), "part of a question", name, Names));
        }

        // The order is by names of the answer, which an allow-list of fields does not know.
        var shared = new FindParser(options with { Filter = FilterOptions.Default }, problems);
        var find = shared.Parse(Part(question, "sort", "skip", "limit"));
        var filter = new FindParser(options, problems).Parse(Part(question, "filter")).Filter;
        var query = new GroupQuery
        {
            Filter = filter,
            Keys = Keys(question["group"], QueryPath.Root.Field("group")),
            Values = [
                .. question.Where(entry => GroupAggregate.ByName.ContainsKey(entry.Key))
                    .SelectMany(entry => Values(entry.Key, entry.Value))],
            Sort = find.Sort,
            Skip = find.Skip,
            Limit = find.Limit,
        };
        GroupChecks.Check(query, problems);
        return query;
    }

    /// <summary>Reads <c>["label", "header.session"]</c> or <c>"label,header.session"</c>.</summary>
    private ValueList<string> Keys(DocumentValue value, QueryPath path)
    {
        string[] keys = value switch
        {
            DocumentString text => text.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            DocumentArray list when list.All(item => item is DocumentString) => [.. list.Select(item => ((DocumentString)item).Value)],
            { IsNull: true } => [],
            _ => Wrong(path, "a list of names or names with commas between them", value),
        };
        if (keys.Length > options.MaxSortKeys)
        {
            problems.Note(path, FormattableString.Invariant($"at most {options.MaxSortKeys} keys, not {keys.Length}"));
        }

        return [.. keys.Where((key, at) => IsAllowed(key, path.Item(at)))];
    }

    /// <summary>Reads <c>count: true</c> and <c>count: "tasks"</c>, and <c>max: { last: "completed" }</c>.</summary>
    private IEnumerable<GroupValue> Values(string name, DocumentValue value)
    {
        var (aggregate, path) = (GroupAggregate.ByName[name], QueryPath.Root.Field(name));
        if (aggregate == GroupAggregate.Count)
        {
            switch (value)
            {
                case DocumentBoolean wanted:
                    return wanted.Value ? [new GroupValue(DefaultCount, aggregate)] : [];
                case DocumentString text:
                    return [new GroupValue(text.Value, aggregate)];
                default:
                    Wrong(path, "true or the name of the count", value);
                    return [];
            }
        }

        if (value is not Document { Kind: DocumentKind.Object } document)
        {
            Wrong(path, "a document of names and fields, such as {\"last\": \"completed\"}", value);
            return [];
        }

        var values = new List<GroupValue>();
        foreach (var (key, field) in document)
        {
            if (field is not DocumentString text)
            {
                Wrong(path.Field(key), "the name of a field", field);
            }
            else if (IsAllowed(text.Value, path.Field(key)))
            {
                values.Add(new GroupValue(key, aggregate, text.Value));
            }
        }

        if (values.Count > options.MaxFields)
        {
            problems.Note(path, FormattableString.Invariant($"at most {options.MaxFields} fields, not {values.Count}"));
        }

        return values;
    }

    private static Document Part(Document question, params string[] names) =>
        Document.Of(question.Where(entry => names.Contains(entry.Key)).Select(entry => (entry.Key, (DocumentValue?)entry.Value)));

    private string[] Wrong(QueryPath path, string expected, DocumentValue value)
    {
        problems.Note(path, $"expected {expected}, not {QueryProblem.Shown(value.ToString())}");
        return [];
    }

    private bool IsAllowed(string field, QueryPath path)
    {
        if (field.Length <= options.Filter.Limits.NameLength && options.Filter.Allows(field, QueryUses.Projection))
        {
            return true;
        }

        problems.Note(path, "this field is not allowed here");
        return false;
    }
}
