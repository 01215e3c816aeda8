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

        var (fields, excludes) = Fields(question["projection"], QueryPath.Root.Field("projection"));
        return new FindQuery
        {
            Filter = Filter(question["filter"]),
            Sort = Sort(question["sort"], QueryPath.Root.Field("sort")),
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

    /// <summary>Reads <c>{ created: -1, name: 1 }</c>, <c>["-created", "name"]</c>, or <c>"-created,name"</c>.</summary>
    private ValueList<SortKey<string>> Sort(DocumentValue value, QueryPath path)
    {
        var keys = new List<SortKey<string>>();
        foreach (var (text, at, direction) in Entries(value, path))
        {
            var name = direction is null && text is ['-' or '+', ..] ? text[1..] : text;
            var descending = direction is null ? text.StartsWith('-') : direction is DocumentNumber number && number.ToInt64() == -1;
            if (direction is not null && !(direction is DocumentNumber sign && sign.ToInt64() is 1 or -1))
            {
                problems.Note(at, $"expected 1 for ascending or -1 for descending order, not {QueryProblem.Shown(direction.ToString())}");
            }
            else if (keys.Any(key => key.Field == name))
            {
                problems.Note(at, $"'{QueryProblem.Shown(name)}' comes twice");
            }
            else if (IsAllowed(name, QueryUses.Sort, at))
            {
                keys.Add(new SortKey<string>(name, descending));
            }
        }

        AtMost(keys.Count, options.MaxSortKeys, "keys", path);
        return [.. keys];
    }

    /// <summary>Reads <c>{ name: 1, "address.city": 1 }</c>, <c>{ bytes: 0 }</c>, <c>["name"]</c>, or <c>"name,address.city"</c>.</summary>
    private (ValueList<string> Fields, bool Excludes) Fields(DocumentValue value, QueryPath path)
    {
        var fields = new List<string>();
        bool? excludes = null;
        foreach (var (name, at, choice) in Entries(value, path))
        {
            var isOut = choice switch
            {
                null or DocumentBoolean { Value: true } => false,
                DocumentBoolean => true,
                DocumentNumber number when number.ToInt64() is 0 or 1 => number.ToInt64() == 0,
                _ => (bool?)null,
            };
            if (isOut is null)
            {
                problems.Note(
                    at, $"expected 1 for a field that is wanted or 0 for one that is not, not {QueryProblem.Shown(choice!.ToString())}");
            }
            else if (excludes is not null && excludes != isOut)
            {
                problems.Note(at, "a projection names the fields that are wanted, or those that are not: it can't mix them");
            }
            else if (IsAllowed(name, QueryUses.Projection, at))
            {
                excludes = isOut;
                fields.Add(name);
            }
        }

        AtMost(fields.Count, options.MaxFields, "fields", path);
        return ([.. fields.Distinct(StringComparer.Ordinal)], excludes ?? false);
    }

    /// <summary>The names of a document, with their values, or of a list or a text, without.</summary>
    private IEnumerable<(string Name, QueryPath Path, DocumentValue? Value)> Entries(DocumentValue value, QueryPath path)
    {
        switch (value)
        {
            case Document { Kind: DocumentKind.Object } document:
                return document.Select(entry => (entry.Key, path.Field(entry.Key), (DocumentValue?)entry.Value));
            case DocumentArray list when list.All(item => item is DocumentString):
                return list.Select((item, at) => (((DocumentString)item).Value, path.Item(at), (DocumentValue?)null));
            case DocumentString text:
                return text.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select((name, at) => (name, path.Item(at), (DocumentValue?)null));
            default:
                if (!IsNothing(value))
                {
                    problems.Note(
                        path,
                        $"expected a document, a list of names or names with commas between them, "
                            + $"not {QueryProblem.Shown(value.ToString())}");
                }

                return [];
        }
    }

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

        AtMost(number.Value, most, name == "limit" ? "records" : "skipped records", QueryPath.Root.Field(name));
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

    private void AtMost(long count, int most, string what, QueryPath path)
    {
        if (count > most)
        {
            problems.Note(path, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"at most {most} {what}, not {count}"));
        }
    }

    private bool IsAllowed(string name, QueryUses uses, QueryPath path)
    {
        var isName = name.Length > 0 && name.Length <= options.Filter.Limits.NameLength;
        if (isName && options.Filter.Allows(name, uses))
        {
            return true;
        }

        problems.Note(
            path,
            name.Length == 0 ? "a name is empty" : "this field is not allowed here",
            isName ? options.Filter.Fields?.Nearest(name, uses) : null);
        return false;
    }

    private static bool IsNothing(DocumentValue value) => value.IsNull;
}
