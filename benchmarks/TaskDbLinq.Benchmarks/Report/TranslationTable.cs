namespace TaskDbLinq.Benchmarks.Report;

/// <summary>What it takes to get from one form of a query to another.</summary>
internal static class TranslationTable
{
    public static IEnumerable<string> Lines(Measured measured)
    {
        yield return "### Translation";
        yield return "";
        yield return "| from, to | time | allocated |";
        yield return "| --- | --- | --- |";
        foreach (var m in measured.All.Where(m => m.Group == "TranslationBenchmarks"))
        {
            yield return $"| {m.Contender} | {Text.Time(m.Nanoseconds!.Value)} | {Text.Amount(m.Bytes ?? 0)} |";
        }

        yield return "";
    }
}
