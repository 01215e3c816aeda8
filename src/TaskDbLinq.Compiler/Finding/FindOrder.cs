namespace TaskDbLinq.Finding;

/// <summary>
/// What stands in a query for a key by which a store orders: each store's translator writes it so that strings are ordered by code point.
/// </summary>
internal static class FindOrder
{
    /// <summary>A string, or a character.</summary>
    public static T Text<T>(T value) =>
        throw new InvalidOperationException("This call stands in a query of a store, and is translated to its language.");
}
