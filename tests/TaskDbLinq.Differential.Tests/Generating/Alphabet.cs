namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>Few values of each kind, so that a filter's operand often is one that some record holds; the odd ones are among them.</summary>
public static class Alphabet
{
    public const long TwoTo53 = 1L << 53;

    public static string[] Names { get; } = ["a", "b", "a", "b", "0", "1", "é", "c"];

    public static string[] Strings { get; } =
        [
            "", "a", "b", "ab", "abc", "A", "é", "e\u0301", "\U0001F600", "\uFFFF", "\uE000", "a\nb", "a*b", "0", "1", "NaN", "null",
            "a.b", "İ", "ß",
        ];

    public static object[] Numbers { get; } =
    [
        0, 1, 2, -1, 7, 0, 1, 2, 1L, 2L, 0.0, 1.0, 2.0, 1.5, -0.0, -1.5, 7.9,
        TwoTo53, (double)TwoTo53, TwoTo53 + 1, -TwoTo53 - 1, int.MaxValue, int.MinValue, (long)int.MaxValue + 1,
        long.MaxValue, long.MinValue, 9223372036854775808.0, -9223372036854775808.0, 1e19, 1e300, 5e-324,
        0.1, 0.1m, 1m, 1.50m, 0m, 9007199254740993m, 79228162514264337593543950335m,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    /// <summary>Whole milliseconds: MongoDB keeps no finer ones.</summary>
    public static DateTime[] Moments { get; } =
    [
        new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc),
        new(2026, 11, 23, 20, 0, 0, 1, DateTimeKind.Utc),
        new(2026, 11, 23, 20, 0, 0, 100, DateTimeKind.Utc),
        new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc),
        new(1969, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc),
        new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        new(9999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc),
    ];

    public static Guid[] Guids { get; } = [Guid.Empty, new("00112233-4455-6677-8899-aabbccddeeff")];

    public static string[] Ids { get; } =
        ["t0", "t1", "t2", "t3", "t4", "t5", "T6", "é", "\U0001F600", "\uFFFF", "a*b", "t10", "-", "t\u0301"];

    public static string[] Patterns { get; } =
    [
        "a", "^a", "b$", "^$", ".", "^.$", "A", "a.b", "^ab?", "[^a]", "\\d", "\\w", "é", "(a|b)c?", "^[a-c]+$", "a b", "\\Aa", "b\\z",
        "(?i)a", "[[:alpha:]]", "\\s", "^\\S+$", "\\p{L}", "\\W",
    ];

    public static string[] PatternOptions { get; } = ["i", "m", "s", "x", "im", "is", "isx"];

    public static string[] Globs { get; } = ["*", "a*", "*b", "?", "??", "[ab]*", "[!a]*", "a", "a*b", "a[*]b", ""];

    public static object[] Types { get; } =
        [
            "double", "string", "object", "array", "binData", "bool", "date", "null", "int", "long", "decimal", "number", "regex",
            "objectId", 1, 2, 3, 4, 8, 9, 10, 16, 18L, 19.0,
        ];

    /// <summary>What is truthy or falsy to <c>$exists</c>.</summary>
    public static object?[] Flags { get; } = [true, false, true, false, 1, 0, 0.0, 2L, null, "false", ""];
}
