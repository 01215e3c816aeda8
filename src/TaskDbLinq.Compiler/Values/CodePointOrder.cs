namespace TaskDbLinq;

/// <summary>
/// The order of strings by Unicode code point: the order of their UTF-8 bytes, which MongoDB's simple collation
/// and SQLite's <c>BINARY</c> collation use. .NET's ordinal order compares UTF-16 units instead, and puts characters
/// beyond the BMP (surrogates, U+D800 to U+DFFF) before U+E000 to U+FFFF.
/// </summary>
public static class CodePointOrder
{
    /// <summary>Compares two strings by code point.</summary>
    /// <returns>Less than zero, zero, or more than zero; a null string comes before any other.</returns>
    public static int Compare(string? left, string? right)
    {
        if (ReferenceEquals(left, right))
        {
            return 0;
        }

        if (left is null || right is null)
        {
            return left is null ? -1 : 1;
        }

        var a = left.AsSpan();
        var b = right.AsSpan();
        var at = a.CommonPrefixLength(b);
        return at == a.Length || at == b.Length
            ? a.Length.CompareTo(b.Length)
            : Rank(a[at]) - Rank(b[at]);
    }

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>; false when either is null.</summary>
    public static bool Less(string? left, string? right) =>
        left is not null && right is not null && Compare(left, right) < 0;

    /// <summary>Whether <paramref name="left"/> is or comes before <paramref name="right"/>; false when either is null.</summary>
    public static bool LessOrEqual(string? left, string? right) =>
        left is not null && right is not null && Compare(left, right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>; false when either is null.</summary>
    public static bool Greater(string? left, string? right) =>
        left is not null && right is not null && Compare(left, right) > 0;

    /// <summary>Whether <paramref name="left"/> is or comes after <paramref name="right"/>; false when either is null.</summary>
    public static bool GreaterOrEqual(string? left, string? right) =>
        left is not null && right is not null && Compare(left, right) >= 0;

    // The forms of a filter's predicate: "needs" is for the reader of EF Core's message where nothing translates the call.
    internal static bool Less(string? left, string? right, string needs) => Less(left, right);

    internal static bool LessOrEqual(string? left, string? right, string needs) => LessOrEqual(left, right);

    internal static bool Greater(string? left, string? right, string needs) => Greater(left, right);

    internal static bool GreaterOrEqual(string? left, string? right, string needs) => GreaterOrEqual(left, right);

    /// <summary><see cref="Compare"/> for whatever sorts.</summary>
    internal static IComparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    /// <summary>Moves surrogates behind the rest of the BMP, where their code points stand.</summary>
    private static int Rank(char unit) => unit switch
    {
        < '\uD800' => unit,
        < '\uE000' => unit + 0x2000,
        _ => unit - 0x800,
    };

    /// <summary><see cref="Compare"/>, for a string that is there, as <see cref="string.CompareTo(string)"/> has one.</summary>
    public static int CompareTo(string text, string? other) => Compare(text, other);

    /// <summary>How many code points a string has.</summary>
    public static int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            count -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return count;
    }
}
