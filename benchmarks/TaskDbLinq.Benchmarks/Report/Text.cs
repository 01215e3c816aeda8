using System.Globalization;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>Numbers as people read them: three digits, and a unit that fits.</summary>
internal static class Text
{
    private static readonly (double Size, string Unit)[] Times = [(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")];
    private static readonly (double Size, string Unit)[] Amounts = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "B")];

    /// <summary>Three digits, all of those before the point, and at most two after it.</summary>
    public static string Number(double value)
    {
        var digits = Math.Abs(value) switch { >= 100 => 0, >= 10 => 1, _ => 2 };
        return value.ToString($"N{digits}", CultureInfo.InvariantCulture);
    }

    public static string Time(double nanoseconds) => Scaled(nanoseconds, Times, Number);

    /// <summary>For the marks of an axis.</summary>
    public static string RoundTime(double nanoseconds) => Scaled(nanoseconds, Times, value => $"{value:0}");

    public static string Amount(double bytes) => Scaled(bytes, Amounts, Number);

    public static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What was measured, and between which values the middle half of the rounds is.</summary>
    public static string Figure(Figure? figure, string unit) => figure is { } some
        ? $"{Number(some.Value)} {unit}{(some.HasSpread ? $" ({Number(some.Low)} to {Number(some.High)})" : "")}"
        : "not in this run";

    private static string Scaled(double value, (double Size, string Unit)[] units, Func<double, string> number)
    {
        var (size, unit) = units.FirstOrDefault(unit => value >= unit.Size, units[^1]);
        return $"{number(value / size)} {unit}";
    }
}
