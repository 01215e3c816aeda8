using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>How deep documents and arrays nest in the form in which they are stored.</summary>
internal static class StoredLevels
{
    /// <summary>
    /// Whether a value nests deeper than <paramref name="levels"/>. An object that only looks like a typed form is written inside another
    /// one, which is a level, too.
    /// </summary>
    public static bool AreMore(DocumentValue value, int levels) => value switch
    {
        Document { Count: > 0 } document => AreAnyMore(document.Items, levels - (ExtendedJson.IsTypeName(document.Names[0]) ? 2 : 1)),
        DocumentArray array => AreAnyMore(array.Span, levels - 1),
        _ => value.Kind == DocumentKind.Object && levels < 1,
    };

    private static bool AreAnyMore(ReadOnlySpan<DocumentValue> values, int levels)
    {
        if (levels < 0)
        {
            return true;
        }

        foreach (var value in values)
        {
            if (value is Document or DocumentArray && AreMore(value, levels))
            {
                return true;
            }
        }

        return false;
    }
}
