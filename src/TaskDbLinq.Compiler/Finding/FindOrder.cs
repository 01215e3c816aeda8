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
}
