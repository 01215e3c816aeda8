using System.Globalization;
using TaskDbLinq.Records;

namespace TaskDbLinq.Server.Texts;

/// <summary>
/// Times as people type them: ISO 8601, or an amount of time before now. The grammar:
/// <c>amount = ["-"] number unit {number unit}</c>, where a unit is <c>w d h m s ms</c> and a number may have a
/// fraction: <c>1h</c>, <c>-1.5h</c>, <c>2d12h</c>. And <c>now</c>. The minus says "before now", and so does its absence.
/// </summary>
internal static class TimeWords
{
    private static readonly (string Name, double Seconds)[] Units =
    [
        ("ms", 0.001), ("w", 7 * 86_400), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
    ];

    /// <summary>Reads an amount of time before now, or <c>now</c>; <c>1h</c> as well as <c>-1h</c>.</summary>
    public static bool TryRelative(string text, DateTime now, out DateTime moment)
    {
        moment = now;
        if (text == "now")
        {
            return true;
        }

        if (!TryDuration(text.StartsWith('-') ? text[1..] : text, out var ago) || ago.Ticks > now.Ticks)
        {
            return false;
        }

        moment = now - ago;
        return true;
    }

    /// <summary>Reads either: an amount before now, or a timestamp, which without an offset is local time.</summary>
    public static bool TryMoment(string text, DateTime now, out DateTime moment) =>
        TryRelative(text, now, out moment) || Timestamps.TryParse(text, out moment);

    /// <summary>Reads an amount of time, such as <c>90s</c> or <c>1h30m</c>.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        var seconds = 0.0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
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
