using TaskDbLinq.Records;

namespace TaskDbLinq.Server.Texts;

/// <summary>
/// Times as people type them: ISO 8601, or an amount of time before now. The grammar:
/// <c>amount = ["-"] number unit {number unit}</c>, where a unit is <c>w d h m s ms</c> and a number may have a
/// fraction: <c>1h</c>, <c>-1.5h</c>, <c>2d12h</c>. And <c>now</c>. The minus says "before now", and so does its absence.
/// </summary>
internal static class TimeWords
{
    /// <summary>Reads an amount of time before now, or <c>now</c>; <c>1h</c> as well as <c>-1h</c>.</summary>
    public static bool TryRelative(string text, DateTime now, out DateTime moment)
    {
        moment = now;
        if (text == "now")
        {
            return true;
        }

        if (!Durations.TryParse(text.StartsWith('-') ? text[1..] : text, out var ago) || ago.Ticks > now.Ticks)
        {
            return false;
        }

        moment = now - ago;
        return true;
    }

    /// <summary>Reads either: an amount before now, or a timestamp, which without an offset is local time.</summary>
    public static bool TryMoment(string text, DateTime now, out DateTime moment) =>
        TryRelative(text, now, out moment) || Timestamps.TryParse(text, out moment);

    /// <summary>Reads a duration, such as <c>90s</c> or <c>1h30m</c>.</summary>
    public static bool TryDuration(string text, out TimeSpan duration) => Durations.TryParse(text, out duration);
}
