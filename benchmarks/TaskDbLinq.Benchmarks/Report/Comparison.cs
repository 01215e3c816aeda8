using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>A group's cases as a table: a row for each work and size, a column for each who did it.</summary>
internal sealed record Comparison(string Group, string Title, string Ours)
{
    public static IReadOnlyList<Comparison> All { get; } =
    [
        new("MemoryQueries", "Questions in memory", "DictDb"),
        new("SqliteQueries", "Questions in SQLite", "SqliteDb"),
        new("SqliteCalls", "Calls of SqliteDb", "SqliteDb"),
        new("NewShapesRace", "The first run of a new shape", "EF Core"),
        new("MongoQueries", "Questions in MongoDB", "MongoDb"),
        new("PostgresQueries", "Questions in PostgreSQL", "PostgresDb"),
        new("AnyTypeRace", "Filters on a model of one's own, through EF Core", Queries.AnyTypeRace.Filters),
        new("MemoryChanges", "Changes in memory", "DictDb"),
        new("SqliteChanges", "Changes in SQLite", "SqliteDb"),
        new("SqliteCallers", "50 callers of SqliteDb", "SqliteDb, 50 callers"),
        new("HubLoad", "A hub's load, a task", "SqliteDb, full"),
        new("PostgresIngest", "Changes in PostgreSQL", "PostgresDb"),
        new("MongoChanges", "Changes in MongoDB", "MongoDb"),
        new("ManyThreads", "Plans, looked up", Calls.ManyThreads.FewName),
    ];

    public IEnumerable<string> Lines(Measured measured)
    {
        var cases = measured.All.Where(m => m.Group == Group).ToList();
        if (cases.Count == 0)
        {
            yield break;
        }

        var contenders = cases.Select(m => m.Contender)
            .Distinct()
            .OrderBy(name => name == Ours ? 0 : name.StartsWith(Ours, StringComparison.Ordinal) ? 1 : 2)
            .ToList();
        yield return $"### {Title}";
        yield return "";
        yield return $"| | tasks | {string.Join(" | ", contenders)} |";
        yield return $"| --- | --- | {string.Join(" | ", contenders.Select(_ => "---"))} |";
        foreach (var row in cases.GroupBy(m => (m.Work, m.Tasks)).OrderBy(row => Order(row.Key.Work)).ThenBy(row => row.Key.Tasks))
        {
            var ours = row.SingleOrDefault(m => m.Contender == Ours);
            yield return $"| {row.Key.Work} | {Text.Count(row.Key.Tasks)} | "
                + $"{string.Join(" | ", contenders.Select(name => Cell(row.SingleOrDefault(m => m.Contender == name), ours)))} |";
        }

        yield return "";
    }

    private static int Order(string work) =>
        Enum.TryParse<Data.Question>(work, out var question)
            ? (int)question
            : Enum.TryParse<Data.Change>(work, out var change) ? (int)change : 0;

    /// <summary>How many times as long as ours, how long, and what was allocated.</summary>
    private static string Cell(Measurement? measurement, Measurement? ours)
    {
        if (measurement?.Nanoseconds is not { } time)
        {
            return "";
        }

        var ratio = measurement != ours && ours?.Nanoseconds is { } our ? $"**{Text.Number(time / our)}** " : "";
        return $"{ratio}{Text.Time(time)}{(measurement.Bytes is { } bytes ? $", {Text.Amount(bytes)}" : "")}";
    }
}
