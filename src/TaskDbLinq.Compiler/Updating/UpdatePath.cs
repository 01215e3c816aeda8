using TaskDbLinq.Values;

namespace TaskDbLinq.Updating;

/// <summary>Changes what is at a path of a document; the documents on the way are made anew.</summary>
internal static class UpdatePath
{
    /// <summary>Changes a value, or what is within it.</summary>
    /// <returns>Why it can't be changed; null when it was.</returns>
    public static string? Apply(ref DocumentValue value, ReadOnlySpan<string> names, UpdateChange change, DateTime now)
    {
        if (names.IsEmpty)
        {
            return change.Operator.Apply(ref value, change.Operand, now);
        }

        var isMissing = value.Kind == DocumentKind.Missing;
        if (value is not Document { Kind: DocumentKind.Object } document)
        {
            if (change.Operator == UpdateOperator.Unset)
            {
                return null;
            }

            if (!isMissing)
            {
                return $"{QueryProblem.Shown(value.ToString())} stands on the way, which has no field '{QueryProblem.Shown(names[0])}'";
            }

            document = Document.Empty;
        }

        var inner = document[names[0]];
        if (Apply(ref inner, names[1..], change, now) is { } reason)
        {
            return reason;
        }

        if (inner.Kind == DocumentKind.Missing ? document.ContainsKey(names[0]) : true)
        {
            value = With(document, names[0], inner);
        }

        return null;
    }

    /// <summary>A field that was there keeps its place, and a new one comes last.</summary>
    private static Document With(Document document, string name, DocumentValue value)
    {
        var (names, values) = (document.Names.ToArray().ToList(), document.Items.ToArray().ToList());
        var at = names.IndexOf(name);
        if (value.Kind == DocumentKind.Missing)
        {
            names.RemoveAt(at);
            values.RemoveAt(at);
        }
        else if (at >= 0)
        {
            values[at] = value;
        }
        else
        {
            names.Add(name);
            values.Add(value);
        }

        return Document.Own([.. names], [.. values]);
    }
}
