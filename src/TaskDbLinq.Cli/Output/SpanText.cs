using System.Globalization;

namespace TaskDbLinq.Cli.Output;

/// <summary>A span of time for people.</summary>
internal static class SpanText
{
    public static string Of(TimeSpan span) => Math.Abs(span.TotalSeconds) switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.###} ms"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.##} s"),
        < 7_200 => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
    };
}
