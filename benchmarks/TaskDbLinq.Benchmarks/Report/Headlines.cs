namespace TaskDbLinq.Benchmarks.Report;

/// <summary>The few comparisons that docs/performance.md shows too: how many times as fast as what.</summary>
internal static class Headlines
{
    private const int N = 100_000;

    private sealed record Headline(string Text, string Group, string Work, string Ours, string Other);

    private static readonly Headline[] All =
    [
        new("in memory, `{completed: null}`", "MemoryQueries", "Pending", "DictDb", "original DictDB"),
        new("in memory, one id", "MemoryQueries", "Id", "DictDb", "original DictDB"),
        new("SQLite, `{completed: null}`", "SqliteQueries", "Pending", "SqliteDb", "original SQLiteDB"),
        new("SQLite, one id", "SqliteQueries", "Id", "SqliteDb", "original SQLiteDB"),
        new("SQLite, ingest", "SqliteChanges", "Ingest", "SqliteDb", "original SQLiteDB"),
        new("SQLite, `{completed: null}`", "SqliteQueries", "Pending", "SqliteDb", "EF Core"),
        new("SQLite, one id", "SqliteQueries", "Id", "SqliteDb", "EF Core"),
        new("SQLite, one id", "SqliteQueries", "Id", "SqliteDb", "ADO.NET"),
        new("MongoDB, `{completed: null}`", "MongoQueries", "Pending", "MongoDb", "driver"),
    ];

    public static IEnumerable<string> Lines(Measured measured)
    {
        yield return "| 100,000 tasks | beside | times as fast | ours | theirs |";
        yield return "| --- | --- | --- | --- | --- |";
        foreach (var line in All)
        {
            if (measured.Find(line.Group, line.Work, line.Ours, N)?.Nanoseconds is { } ours
                && measured.Find(line.Group, line.Work, line.Other, N)?.Nanoseconds is { } theirs)
            {
                yield return $"| {line.Text} | {line.Other} | {Text.Number(theirs / ours)} | {Text.Time(ours)} | {Text.Time(theirs)} |";
            }
        }
    }
}
