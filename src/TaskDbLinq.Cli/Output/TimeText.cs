using System.Globalization;

namespace TaskDbLinq.Cli.Output;

/// <summary>Timestamps as the command prints them: ISO 8601, in UTC or in local time with its offset.</summary>
internal static class TimeText
{
    /// <summary>The value of <c>--time</c>. It belongs to one run of the command and what that calls.</summary>
    private static readonly AsyncLocal<bool> IsLocal = new();

    /// <summary>Chooses the form for the rest of the run.</summary>
    public static void Use(bool local) => IsLocal.Value = local;

    public static string Format(DateTime timestamp) => IsLocal.Value
        ? timestamp.ToLocalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture)
        : Timestamps.Format(timestamp);
}
