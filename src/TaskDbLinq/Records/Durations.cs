using System.Globalization;

namespace TaskDbLinq.Records;

/// <summary>
/// Durations as people type them: <c>90s</c>, <c>1h30m</c>, <c>7d</c>. The grammar is <c>number unit {number unit}</c>, where a unit
/// is <c>w d h m s ms</c> and a number may have a fraction.
/// </summary>
internal static class Durations
{
    private static readonly (string Name, double Seconds)[] Units =
    [
        ("ms", 0.001), ("w", 7 * 86_400), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        var seconds = 0.0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0
                || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                break;
            }

            rest = rest[digits..];
            var unit = Unit(rest);
            if (unit is not { } known)
            {
                break;
            }

            seconds += number * known.Seconds;
            rest = rest[known.Name.Length..];
        }

        var isRead = rest.IsEmpty && text.Length > 0 && seconds < TimeSpan.MaxValue.TotalSeconds;
        duration = isRead ? TimeSpan.FromSeconds(seconds) : default;
        return isRead;
    }

    /// <summary>Returns the duration in the largest units that say it exactly.</summary>
    public static string ToText(TimeSpan duration)
    {
        var text = string.Empty;
        var rest = duration.TotalMilliseconds;
        foreach (var (name, seconds) in Units.Where(unit => unit.Name != "ms").OrderByDescending(unit => unit.Seconds))
        {
            var count = Math.Floor(rest / (seconds * 1000));
            if (count > 0)
            {
                text += string.Create(CultureInfo.InvariantCulture, $"{count}{name}");
                rest -= count * seconds * 1000;
            }
        }

        return rest > 0 || text.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"{text}{rest}ms") : text;
    }

    /// <summary><c>ms</c> before <c>m</c>: the table has it first.</summary>
    private static (string Name, double Seconds)? Unit(ReadOnlySpan<char> text)
    {
        foreach (var unit in Units)
        {
            if (text.StartsWith(unit.Name))
            {
                return unit;
            }
        }

        return null;
    }
}
