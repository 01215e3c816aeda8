using TaskDbLinq.Finding;
using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary>What is at a path of a document, as MongoDB's expressions read it.</summary>
internal static class GroupPath
{
    /// <summary>
    /// The value at a path; of an array on the way, the array of the values that its documents have there. A name is never a position.
    /// </summary>
    public static DocumentValue Read(DocumentValue value, ReadOnlySpan<string> names)
    {
        if (names.IsEmpty)
        {
            return value;
        }

        if (value is not DocumentArray array)
        {
            return value is Document { Kind: DocumentKind.Object } document ? Read(document[names[0]], names[1..]) : DocumentValue.Missing;
        }

        var found = new List<DocumentValue>();
        foreach (var item in array.Span)
        {
            if (item is Document { Kind: DocumentKind.Object } && Read(item, names) is { Kind: not DocumentKind.Missing } inner)
            {
                found.Add(inner);
            }
        }

        return DocumentArray.Own([.. found]);
    }

    /// <summary>Notes what keeps a path from being a group's.</summary>
    /// <returns>Whether it can be one.</returns>
    public static bool Check(string path, string at, List<QueryProblem> problems)
    {
        foreach (var name in path.Split('.'))
        {
            if (PlainName.Refuse(name, "groups") is { } reason)
            {
                problems.Add(new QueryProblem(at, reason));
                return false;
            }
        }

        return true;
    }
}
