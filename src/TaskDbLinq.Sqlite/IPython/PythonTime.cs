using System.Globalization;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>
/// Timestamps as Python's datetime.isoformat writes them, in UTC: the fraction is left out where it is zero. A seventh
/// digit, which Python's datetimes never have, is written where there is one: IPython cuts it off when reading.
/// </summary>
internal static class PythonTime
{
    public static string Write(DateTime moment)
    {
        var utc = moment.ToUniversalTime();
        var rest = utc.Ticks % TimeSpan.TicksPerSecond;
        var fraction = rest == 0 ? string.Empty : rest % TimeSpan.TicksPerMicrosecond == 0 ? ".ffffff" : ".fffffff";
        return utc.ToString($"yyyy-MM-dd'T'HH:mm:ss{fraction}'+00:00'", CultureInfo.InvariantCulture);
    }
}
