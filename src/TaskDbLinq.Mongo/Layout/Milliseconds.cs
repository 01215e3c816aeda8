namespace TaskDbLinq.Mongo.Layout;

/// <summary>
/// BSON's dates: whole milliseconds since 1970. A stored timestamp loses what is finer, as in IPython's own backend;
/// the rounding is down, before 1970 too.
/// </summary>
internal static class Milliseconds
{
    private const long First = -62135596800000;
    private const long Last = 253402300799999;

    /// <summary>The millisecond in which a timestamp lies.</summary>
    public static long Floor(DateTime utc) =>
        (utc.Ticks / TimeSpan.TicksPerMillisecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>The first millisecond that is not before a timestamp.</summary>
    public static long Ceiling(DateTime utc) => IsWhole(utc) ? Floor(utc) : Floor(utc) + 1;

    /// <summary>Whether a stored date can equal the timestamp.</summary>
    public static bool IsWhole(DateTime utc) => utc.Ticks % TimeSpan.TicksPerMillisecond == 0;

    /// <summary>The timestamp; null for a date outside of .NET's years 1 to 9999.</summary>
    public static DateTime? ToMoment(long milliseconds) => milliseconds is >= First and <= Last
        ? DateTime.UnixEpoch.AddTicks(milliseconds * TimeSpan.TicksPerMillisecond)
        : null;
}
