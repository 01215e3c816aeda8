using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>Reads a question out of a document. It notes every problem it meets, each at its path.</summary>
internal sealed class FindParser(FindOptions options, List<QueryProblem> problems)
{
    public static readonly string[] Names = ["filter", "sort", "projection", "skip", "limit", "after"];

    public FindQuery Parse(DocumentValue value)
    {
        if (value is not Document { Kind: DocumentKind.Object } question)
        {
            problems.Note(
                QueryPath.Root,
                $"expected a question such as {{\"filter\": {{}}, \"limit\": 10}}, not {QueryProblem.Shown(value.ToString())}");
            return new FindQuery();
        }

        foreach (var name in question.Keys.Where(name => !Names.Contains(name)))
        {
            problems.Add(QueryProblem.UnknownName(QueryPath.Root.Field(name).ToString(), "part of a question", name, Names));
        }

        var names = new NameParser(options, problems);
        var (fields, excludes) = names.Fields(question["projection"], QueryPath.Root.Field("projection"));
        return new FindQuery
        {
            Filter = Filter(question["filter"]),
            Sort = names.Sort(question["sort"], QueryPath.Root.Field("sort")),
            Projection = fields,
            Excludes = excludes,
            Skip = Number(question["skip"], "skip", options.MaxSkip) ?? 0,
            Limit = Number(question["limit"], "limit", options.MaxLimit),
            After = After(question["after"]),
        };
    }

    private Filter Filter(DocumentValue value) => IsNothing(value)
        ? TaskDbLinq.Filter.Everything
        : new Filter(new FilterParser(options.Filter, problems).ParseFilter(value, QueryPath.Root.Field("filter")));

    private int? Number(DocumentValue value, string name, int most)
    {
        if (IsNothing(value))
        {
            return null;
        }

        var number = value is DocumentNumber given ? given.ToInt64() : null;
        if (number is null or < 0)
        {
            problems.Note(QueryPath.Root.Field(name), $"expected a whole number, zero or more, not {QueryProblem.Shown(value.ToString())}");
            return null;
        }

        problems.NoteExcess(QueryPath.Root.Field(name), number.Value, most, name == "limit" ? "records" : "skipped records");
        return (int)Math.Min(number.Value, most);
    }

    private string? After(DocumentValue value)
    {
        if (!IsNothing(value) && value is not DocumentString)
        {
            problems.Note(
                QueryPath.Root.Field("after"), $"expected the cursor of the page before, not {QueryProblem.Shown(value.ToString())}");
        }

        return (value as DocumentString)?.Value;
    }

    private static bool IsNothing(DocumentValue value) => value.IsNull;
}
