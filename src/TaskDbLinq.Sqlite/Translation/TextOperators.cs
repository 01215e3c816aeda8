namespace TaskDbLinq.Sqlite.Translation;

/// <summary>
/// What stands in a query for methods of strings that EF Core would write with <c>LIKE</c>, which to SQLite means in any case.
/// </summary>
internal static class TextOperators
{
    public static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    public static bool EndsWith(string text, string end) => text.EndsWith(end, StringComparison.Ordinal);
}
