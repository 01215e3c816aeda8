using System.Globalization;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Values;

namespace TaskDbLinq.Finding;

/// <summary>
/// MongoDB's order by what is at a path of a document. An array counts as its least element where the order ascends, as its greatest where
/// it descends; an empty one is below null, and what is missing is null. An array that is itself an element, to which a position leads, is
/// what it is.
/// </summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/#arrays"/>
internal static class PathOrder
{
    /// <summary>Compares keys: null, an empty array's, is below everything.</summary>
    public static int Compare(DocumentValue? left, DocumentValue? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => left.CompareTo(right),
    };

    /// <summary>Returns what a property that holds a document of any kind is ordered by; null for an empty array.</summary>
    public static DocumentValue? Of<T>(T value, string path, bool descending) =>
        KeyOf((value as DocumentValue ?? JsonData.Read(value)) ?? DocumentValue.Null, path, descending);

    /// <summary>Reads what a document is ordered by, as it was stored.</summary>
    public static DocumentValue? Read(string? text) => text is null ? null : DocumentJson.ParseStored(text);

    /// <summary>Returns what a document is ordered by; null for an empty array.</summary>
    public static DocumentValue? KeyOf(DocumentValue document, string path, bool descending) =>
        KeyOf(document, path.Split('.'), descending);

    /// <inheritdoc cref="KeyOf(DocumentValue, string, bool)"/>
    /// <param name="value">A value on the way of a path.</param>
    /// <param name="names">The names that are left of the path; none where the value is at its end.</param>
    /// <param name="descending">Whether the order descends.</param>
    public static DocumentValue? KeyOf(DocumentValue value, ReadOnlySpan<string> names, bool descending)
    {
        var found = new List<DocumentValue?>();
        Collect(value, names, isElement: false, found);
        var best = found[0];
        foreach (var key in found)
        {
            var order = Compare(key, best);
            best = (descending ? order > 0 : order < 0) ? key : best;
        }

        return best;
    }

    /// <summary>
    /// Adds the values at a path: one for each element of an array on the way and at the end, <see cref="DocumentValue.Null"/> where
    /// nothing is there, null for an empty array at the end.
    /// </summary>
    private static void Collect(DocumentValue value, ReadOnlySpan<string> names, bool isElement, List<DocumentValue?> found)
    {
        switch (value)
        {
            case DocumentArray { Count: 0 } when names.IsEmpty:
                found.Add(null);
                break;
            case DocumentArray array when names.IsEmpty && !isElement:
                found.AddRange(array);
                break;
            case var _ when names.IsEmpty:
                found.Add(value.IsNull ? DocumentValue.Null : value);
                break;
            case Document document:
                Collect(document[names[0]], names[1..], isElement: false, found);
                break;

            // A name may be a position: it is the array's then, and no longer a name in its documents.
            case DocumentArray array when Position(names[0]) is { } at && at < array.Count:
                Collect(array.Span[at], names[1..], isElement: true, found);
                break;
            case DocumentArray { Count: > 0 } array:
                foreach (var item in array.Span)
                {
                    Collect(item is Document ? item : Document.None, names, isElement: false, found);
                }

                break;
            default:
                found.Add(DocumentValue.Null);
                break;
        }
    }

    private static int? Position(string name) =>
        name is "0" or not ['0', ..] && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;
}
