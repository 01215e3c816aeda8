using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>
/// <c>RESULTS.md</c> and its chart, from what the runs left in a folder: measurements (<c>*.json</c>) and versions
/// (<c>*.versions</c>). No number is written by hand; what people found out about missed goals is in <c>notes</c>.
/// </summary>
internal static class RunReport
{
    public static int Write(string measurements, string benchmarks)
    {
        var measured = Measured.In(measurements);
        GrowthChart.Save(measured, Path.Combine(benchmarks, "growth.png"));
        var headlines = Headlines.Lines(measured).ToList();
        File.WriteAllLines(Path.Combine(benchmarks, "RESULTS.md"),
        [
            "# Results",
            "",
            "Written by `benchmarks/run.sh`; see [README.md](README.md) for what is compared, and how.",
            "",
            .. headlines,
            "",
            "![Time by the number of tasks](growth.png)",
            "",
            "## Goals",
            "",
            .. GoalTable.Lines(measured),
            "## Comparisons",
            "",
            "In bold how many times as long as ours, then the time, then what the process allocated.",
            "",
            .. Comparison.All.SelectMany(comparison => comparison.Lines(measured)),
            .. TranslationTable.Lines(measured),
            .. Section("## Missed goals", GoalTable.Notes(measured, Path.Combine(benchmarks, "notes"))),
            "## Where and with what",
            "",
            .. Surroundings.Lines(
                Directory.EnumerateFiles(measurements, "*.versions").Order(StringComparer.Ordinal).SelectMany(File.ReadLines)),
        ]);
        ReadmeTable.Write(Path.Combine(benchmarks, "..", "docs", "performance.md"), headlines);
        return 0;
    }

    /// <summary>Nothing where there are no lines.</summary>
    private static string[] Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count == 0 ? [] : [title, "", .. all];
    }
}
