using System.Globalization;
using System.Text;

namespace TaskDbLinq.Sqlite.Files;

/// <summary>
/// Timestamps as EF Core's SQLite provider keeps them: UTC text to 100 ns without trailing zeros, so that text order is
/// time order and SQLite's own date functions read it.
/// </summary>
internal static class StoredTime
{
    /// <summary>The length with all seven decimals.</summary>
    public const int MaxLength = 27;

    private const int DateLength = 10;
    private const int SecondsLength = 19;

    public static string Write(DateTime timestamp)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Write(timestamp, text)]);
    }

    /// <summary><c>{ 2026-01-02T03:04:05.1230000Z } => { 2026-01-02 03:04:05.123 }</c></summary>
    /// <param name="timestamp">The timestamp.</param>
    /// <param name="text">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>How many bytes the text has.</returns>
    public static int Write(DateTime timestamp, Span<byte> text)
    {
        var utc = timestamp.ToUniversalTime();
        DateTime.SpecifyKind(utc, DateTimeKind.Unspecified).TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[DateLength] = (byte)' ';
        return text[..MaxLength].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
    }

    /// <param name="span">The text in UTF-8, as SQLite has it.</param>
    /// <exception cref="FormatException">The text is not of this form.</exception>
    public static DateTime Read(ReadOnlySpan<byte> span)
    {
        if (span.Length < SecondsLength || span.Length > SecondsLength + 8)
        {
            throw NoTimestamp(span);
        }

        var (year, month, day) = (Number(span[..4]), Number(span[5..7]), Number(span[8..10]));
        var (hour, minute, second) = (Number(span[11..13]), Number(span[14..16]), Number(span[17..19]));
        if (year <= 0 || month is <= 0 or > 12 || day <= 0 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            throw NoTimestamp(span);
        }

        var clock = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc);
        if (span.Length <= SecondsLength + 1)
        {
            return clock;
        }

        var ticks = Number(span[(SecondsLength + 1)..]);
        for (var digits = span.Length - SecondsLength - 1; digits < 7; digits++)
        {
            ticks *= 10;
        }

        return ticks < 0 ? throw NoTimestamp(span) : clock.AddTicks(ticks);
    }

    private static FormatException NoTimestamp(ReadOnlySpan<byte> span) =>
        new($"'{Encoding.UTF8.GetString(span)}' is not a stored timestamp.");

    /// <summary>At most seven digits as a number; negative where another sign is among them.</summary>
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
