namespace TaskDbLinq.Filters.Parsing;

/// <summary>How deep documents nest that a caller made by hand.</summary>
internal static class Nesting
{
    /// <summary>Returns whether a value nests deeper than <paramref name="depth"/>; found without recursion.</summary>
    public static bool IsDeeper(DocumentValue value, int depth)
    {
        var level = new List<DocumentValue> { value };
        for (var at = 0; level.Count > 0; at++)
        {
            if (at > depth)
            {
                return true;
            }

            level = [.. level.SelectMany(inner => inner switch
            {
                Document document => document.Values,
                DocumentArray array => array,
                _ => Enumerable.Empty<DocumentValue>(),
            }).Where(inner => inner is Document or DocumentArray)];
        }

        return false;
    }
}
