using System.Globalization;

namespace TaskDbLinq;

/// <summary>
/// Timestamps as text: ISO 8601, read with any offset and written in UTC. A text without an offset is local time,
/// as in IPython and as for <see cref="DateTime.ToUniversalTime"/>.
/// </summary>
public static class Timestamps
{
    private const int TickDigits = 7;

    /// <summary>Reads <c>2026-11-23</c>, <c>2026-11-23T20:21</c>, <c>2026-11-23 20:21:21.654050+00:00</c> and the like.</summary>
    /// <param name="text">The text; more than seven digits of fraction are cut off.</param>
    /// <param name="utc">The timestamp, of kind UTC.</param>
    /// <returns>False when the text is not a timestamp.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTime utc)
    {
        utc = default;
        var scan = new Scanner(text);
        if (!(scan.Digits(4, out var year) && scan.Skip('-') && scan.Digits(2, out var month) && scan.Skip('-')
            && scan.Digits(2, out var day)))
        {
            return false;
        }

        int hour = 0, minute = 0, second = 0, ticks = 0;
        if (scan.Skip('T') || scan.Skip('t') || scan.Skip(' '))
        {
            if (!(scan.Digits(2, out hour) && scan.Skip(':') && scan.Digits(2, out minute)))
            {
                return false;
            }

            if (scan.Skip(':') && !(scan.Digits(2, out second) && (!scan.Skip('.') || scan.Fraction(out ticks))))
            {
                return false;
            }
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59
            || second > 59)
        {
            return false;
        }

        var clock = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        if (scan.AtEnd)
        {
            utc = clock.ToUniversalTime();
            return true;
        }

        return scan.Offset(out var offset) && scan.AtEnd && TryShift(clock, offset, out utc);
    }

    /// <summary>ISO 8601 in UTC, with microseconds; a seventh digit only where there is one.</summary>
    public static string Format(DateTime moment)
    {
        var utc = moment.ToUniversalTime();
        var format = utc.Ticks % TimeSpan.TicksPerMicrosecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
        return utc.ToString(format, CultureInfo.InvariantCulture);
    }

    private static bool TryShift(DateTime clock, TimeSpan offset, out DateTime utc)
    {
        var ticks = clock.Ticks - offset.Ticks;
        var fits = ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
        utc = fits ? new DateTime(ticks, DateTimeKind.Utc) : default;
        return fits;
    }

    private ref struct Scanner(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public readonly bool AtEnd => _rest.IsEmpty;

        public bool Skip(char wanted)
        {
            var found = !_rest.IsEmpty && _rest[0] == wanted;
            _rest = found ? _rest[1..] : _rest;
            return found;
        }

        public bool Digits(int count, out int value)
        {
            value = 0;
            if (_rest.Length < count)
            {
                return false;
            }

            foreach (var digit in _rest[..count])
            {
                if (!char.IsAsciiDigit(digit))
                {
                    return false;
                }

                value = (value * 10) + (digit - '0');
            }

            _rest = _rest[count..];
            return true;
        }

        public bool Fraction(out int ticks)
        {
            ticks = 0;
            var count = 0;
            for (; !_rest.IsEmpty && char.IsAsciiDigit(_rest[0]); _rest = _rest[1..], count++)
            {
                ticks = count < TickDigits ? (ticks * 10) + (_rest[0] - '0') : ticks;
            }

            for (var missing = count; missing < TickDigits; missing++)
            {
                ticks *= 10;
            }

            return count > 0;
        }

        public bool Offset(out TimeSpan offset)
        {
            offset = TimeSpan.Zero;
            if (Skip('Z') || Skip('z'))
            {
                return true;
            }

            var west = Skip('-');
            if ((!west && !Skip('+')) || !Digits(2, out var hours))
            {
                return false;
            }

            var minutes = 0;
            var seconds = 0;
            if (!AtEnd)
            {
                // +hh:mm, +hhmm, and Python's +hh:mm:ss for historic zones.
                Skip(':');
                if (!Digits(2, out minutes) || (Skip(':') && !Digits(2, out seconds)))
                {
                    return false;
                }
            }

            offset = new TimeSpan(hours, minutes, seconds);
            offset = west ? -offset : offset;
            return hours < 24 && minutes < 60 && seconds < 60;
        }
    }
}
