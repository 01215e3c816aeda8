using System.Globalization;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>Figures for people: a line each, the names aligned; of many engines or clients the busiest.</summary>
internal static class StatsText
{
    private const int Shown = 10;
    private const int NameWidth = 44;

    public static void Write(TextWriter text, TaskStats stats)
    {
        text.WriteLine(
            $"{Numbers.Tasks(stats.Total)}, submitted {When(stats.FirstSubmitted)} to {When(stats.LastSubmitted)}");
        Counts(text, "by state", stats.States.Select(pair => KeyValuePair.Create(pair.Key.ToString().ToLowerInvariant(), pair.Value)));
        Line(text, "  of them running", Number(stats.Running));
        Counts(text, "by queue", stats.Queues);
        Counts(text, "by engine", stats.Engines);
        Counts(text, "by client", stats.Clients);
        text.WriteLine("durations (median, 95 of 100, longest)");
        Durations(text, "  waited, submission to start", stats.QueueTime);
        Durations(text, "  ran, start to completion", stats.RunTime);
        Durations(text, "  took, submission to completion", stats.TotalTime);
        if (stats.Bytes is { } bytes)
        {
            text.WriteLine("bytes of buffers");
            Line(text, "  requests", Number(bytes.Requests));
            Line(text, "  results", Number(bytes.Results));
        }
    }

    private static void Counts(TextWriter text, string title, IEnumerable<KeyValuePair<string, long>> counts)
    {
        var sorted = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        text.WriteLine(title);
        foreach (var (name, count) in sorted.Take(Shown))
        {
            Line(
                text,
                $"  {(name.Length == 0 ? "(none)" : Shortening.Fit(Shortening.OneLine(name), NameWidth - 4, isId: true))}",
                Number(count));
        }

        if (sorted.Count > Shown)
        {
            Line(text, $"  and {sorted.Count - Shown} more", Number(sorted.Skip(Shown).Sum(pair => pair.Value)));
        }
    }

    private static void Durations(TextWriter text, string name, DurationStats durations) =>
        Line(
            text,
            name,
            durations is { Median: { } median, Percentile95: { } most, Max: { } max }
                ? $"{SpanText.Of(median)}, {SpanText.Of(most)}, {SpanText.Of(max)}"
                : "-");

    private static void Line(TextWriter text, string name, string value) => text.WriteLine($"{name.PadRight(NameWidth)}{value}");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string When(DateTime? moment) => moment is { } known ? TimeText.Format(known) : "-";
}
