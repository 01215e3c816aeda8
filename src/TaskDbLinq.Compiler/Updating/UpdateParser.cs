using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Finding;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Updating;

/// <summary>Reads an update out of a document. It notes every problem it meets, each at its path.</summary>
internal static class UpdateParser
{
    public static ValueList<UpdateChange> Parse(DocumentValue value, FilterOptions options, List<QueryProblem> problems)
    {
        if (value is not Document { Kind: DocumentKind.Object } update)
        {
            problems.Note(
                QueryPath.Root,
                $"expected an update such as {{\"$set\": {{\"label\": \"x\"}}}}, not {QueryProblem.Shown(value.ToString())}");
            return [];
        }

        var changes = new List<UpdateChange>();
        foreach (var (name, fields) in update)
        {
            var path = QueryPath.Root.Field(name);
            if (!UpdateOperator.ByName.TryGetValue(name, out var known))
            {
                problems.Add(name.StartsWith('$')
                    ? QueryProblem.UnknownName(path.ToString(), "operator", name, UpdateOperator.ByName.Keys)
                    : new QueryProblem(path.ToString(), "an update has operators, such as $set, and fields in them"));
            }
            else if (fields is not Document { Kind: DocumentKind.Object } document)
            {
                problems.Note(path, $"expected a document of fields, not {QueryProblem.Shown(fields.ToString())}");
            }
            else
            {
                changes.AddRange(document.Select(entry => new UpdateChange(known, entry.Key, Interpreted(known, entry.Value))));
            }
        }

        foreach (var change in changes.Where(change => !options.Allows(change.Field)))
        {
            problems.Add(new QueryProblem(change.Path, "this field is not allowed here"));
        }

        if (problems.Count == 0)
        {
            Check([.. changes], problems);
        }

        return [.. changes];
    }

    /// <summary>Notes what is wrong with changes, alone and together.</summary>
    public static void Check(ValueList<UpdateChange> changes, List<QueryProblem> problems)
    {
        if (changes.IsEmpty)
        {
            problems.Add(new QueryProblem(string.Empty, "the update changes nothing"));
        }

        foreach (var (index, change) in changes.Index())
        {
            var reason = change.Field.Split('.').Select(name => PlainName.Refuse(name, "updates"))
                .FirstOrDefault(refused => refused is not null)
                ?? change.Operator.Refuse(change.Operand)
                ?? (changes.Take(index).FirstOrDefault(before => AreOneWay(before.Field, change.Field)) is { } other
                    ? $"'{QueryProblem.Shown(other.Field)}' is changed, too, by {other.Operator.Name}: one field is changed once"
                    : null);
            if (reason is not null)
            {
                problems.Add(new QueryProblem(change.Path, reason));
            }
        }
    }

    private static bool AreOneWay(string left, string right) =>
        left == right || left.StartsWith(right + ".", StringComparison.Ordinal) || right.StartsWith(left + ".", StringComparison.Ordinal);

    /// <summary>Operands are Extended JSON, but <c>{ $type: "date" }</c> is none.</summary>
    private static DocumentValue Interpreted(UpdateOperator known, DocumentValue value) =>
        known == UpdateOperator.CurrentDate ? value : ExtendedJson.Interpret(value, out _) ?? value;
}
