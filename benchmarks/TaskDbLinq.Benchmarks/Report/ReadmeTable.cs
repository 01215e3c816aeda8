namespace TaskDbLinq.Benchmarks.Report;

/// <summary>The table of speed in docs/performance.md, between two comments: a copy of the report's first table.</summary>
internal static class ReadmeTable
{
    private const string Begin = "<!-- speed, written by benchmarks/run.sh -->";
    private const string End = "<!-- end of speed -->";

    public static void Write(string readme, IEnumerable<string> table)
    {
        var lines = File.ReadAllLines(readme);
        var (begin, end) = (Array.IndexOf(lines, Begin), Array.IndexOf(lines, End));
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{Path.GetFileName(readme)} has no '{Begin}' followed by '{End}'.");
        }

        File.WriteAllLines(readme, [.. lines[..(begin + 1)], .. table, .. lines[end..]]);
    }
}
