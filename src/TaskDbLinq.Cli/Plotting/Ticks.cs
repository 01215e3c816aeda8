using System.Globalization;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>Round values along an axis.</summary>
internal static class Ticks
{
    private const int Most = 8;
    private const double FewSeconds = 15;

    private static readonly TimeSpan[] Steps =
    [
        .. ((int[])[1, 2, 5, 10, 20, 50, 100, 200, 500]).Select(step => TimeSpan.FromMilliseconds(step)),
        .. ((int[])[1, 2, 5, 10, 15, 30]).Select(step => TimeSpan.FromSeconds(step)),
        .. ((int[])[1, 2, 5, 10, 15, 30]).Select(step => TimeSpan.FromMinutes(step)),
        .. ((int[])[1, 2, 3, 6, 12]).Select(step => TimeSpan.FromHours(step)),
        .. ((int[])[1, 2, 7, 14, 30, 90, 365, 3_650]).Select(step => TimeSpan.FromDays(step)),
    ];

    /// <summary>Whole numbers from zero up to a value, 1, 2 or 5 times a power of ten apart.</summary>
    public static IEnumerable<(double At, string Label)> Counts(double top)
    {
        var step = ((double[])[1, 2, 5])
            .SelectMany(digit => Enumerable.Range(0, 12).Select(power => digit * Math.Pow(10, power)))
            .Order()
            .First(step => top / step <= Most / 2);
        for (var at = 0.0; at <= top; at += step)
        {
            yield return (at, at.ToString("#,0", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Round times, in UTC, as ticks of <see cref="DateTime"/>.</summary>
    public static IEnumerable<(double At, string Label)> Times(DateTime first, DateTime last)
    {
        var range = last - first;
        var step = Steps.FirstOrDefault(step => range.Ticks / step.Ticks < Most, Steps[^1]).Ticks;
        var format = range.TotalSeconds < FewSeconds ? "yyyy-MM-dd'\n'HH:mm:ss.fff" : "yyyy-MM-dd'\n'HH:mm:ss";
        for (var at = (first.Ticks + step - 1) / step * step; at <= last.Ticks; at += step)
        {
            yield return (at, new DateTime(at, DateTimeKind.Utc).ToString(format, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Powers of ten of a second.</summary>
    public static string Decade(int decade) => decade switch
    {
        < -3 => string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(10, decade + 6):0} µs"),
        < 0 => string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(10, decade + 3):0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(10, decade):#,0} s"),
    };
}
