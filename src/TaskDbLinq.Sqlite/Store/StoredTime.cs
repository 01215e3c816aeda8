using System.Globalization;

namespace TaskDbLinq.Sqlite.Store;

/// <summary>
/// Moments as EF Core's SQLite provider keeps them: UTC text to 100 ns without trailing zeros, so that text order is
/// time order and SQLite's own date functions read it.
/// </summary>
internal static class StoredTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss.FFFFFFF";
    private const int SecondsLength = 19;

    public static string Write(DateTime moment) => moment.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not of this form.</exception>
    public static DateTime Read(string text)
    {
        var span = text.AsSpan();
        if (span.Length < SecondsLength || span.Length > SecondsLength + 8)
        {
            throw new FormatException($"'{text}' is not a stored timestamp.");
        }

        var clock = new DateTime(
            Number(span[..4]), Number(span[5..7]), Number(span[8..10]), Number(span[11..13]), Number(span[14..16]), Number(span[17..19]), DateTimeKind.Utc);
        if (span.Length <= SecondsLength + 1)
        {
            return clock;
        }

        var ticks = Number(span[(SecondsLength + 1)..]);
        for (var digits = span.Length - SecondsLength - 1; digits < 7; digits++)
        {
            ticks *= 10;
        }

        return clock.AddTicks(ticks);
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
