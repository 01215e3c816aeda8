namespace TaskDbLinq.Finding;

/// <summary>
/// What stands in a query for a key by which a store orders: each store's translator writes it so that strings are ordered by code point.
/// </summary>
internal static class FindOrder
{
    /// <summary>A string, or a character.</summary>
    /// <param name="value">The key.</param>
    /// <param name="needs">What EF Core needs to translate the call; for the reader of its message where it can't.</param>
    public static T Text<T>(T value, string needs) =>
        throw new InvalidOperationException($"An order by a string needs {needs}.");

    /// <summary>What is inside of a document, as text that is in order by the store's own comparison of such texts.</summary>
    /// <param name="document">What the property holds.</param>
    /// <param name="path">The path inside of it.</param>
    /// <param name="descending">Whether the greatest element of an array counts, and not the least.</param>
    /// <param name="whole">The whole path, for messages.</param>
    /// <param name="needs">What EF Core needs to translate the call.</param>
    public static string? Path<T>(T document, string path, bool descending, string whole, string needs) =>
        throw new InvalidOperationException($"An order by {whole} needs {needs}.");

    /// <summary>Compares what is inside of a document with where a page ended: below zero when it is less.</summary>
    /// <param name="document">What the property holds.</param>
    /// <param name="path">The path inside of it.</param>
    /// <param name="descending">Whether the greatest element of an array counts, and not the least.</param>
    /// <param name="end">What the page's last document is ordered by, as stored JSON; null for an empty array.</param>
    /// <param name="whole">The whole path, for messages.</param>
    /// <param name="needs">What EF Core needs to translate the call.</param>
    public static int Compare<T>(T document, string path, bool descending, string? end, string whole, string needs) =>
        PathOrder.Compare(PathOrder.Of(document, path, descending), PathOrder.Read(end));
}
