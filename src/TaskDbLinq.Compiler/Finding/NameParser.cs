using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>
/// Reads the parts of a question that are names of fields: what it sorts by, and what it shows. It notes every problem it meets, each at
/// its path.
/// </summary>
internal readonly struct NameParser(FindOptions options, List<QueryProblem> problems)
{
    /// <summary>Reads <c>{ created: -1, name: 1 }</c>, <c>["-created", "name"]</c>, or <c>"-created,name"</c>.</summary>
    public ValueList<SortKey<string>> Sort(DocumentValue value, QueryPath path)
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

        problems.NoteExcess(path, keys.Count, options.MaxSortKeys, "keys");
        return [.. keys];
    }

    /// <summary>Reads <c>{ name: 1, "address.city": 1 }</c>, <c>{ bytes: 0 }</c>, <c>["name"]</c>, or <c>"name,address.city"</c>.</summary>
    public (ValueList<string> Fields, bool Excludes) Fields(DocumentValue value, QueryPath path)
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

        problems.NoteExcess(path, fields.Count, options.MaxFields, "fields");
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
                if (!value.IsNull)
                {
                    problems.Note(
                        path,
                        $"expected a document, a list of names or names with commas between them, "
                            + $"not {QueryProblem.Shown(value.ToString())}");
                }

                return [];
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
}
