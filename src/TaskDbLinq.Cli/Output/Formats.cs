using System.Collections.Immutable;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>The formats by name. A new one is a class in this folder and a line here.</summary>
internal static class Formats
{
    public static ImmutableArray<string> Names { get; } = ["table", "json", "jsonl", "csv"];

    /// <summary>A writer of the named format; null picks the one that suits where the output goes.</summary>
    public static IRowWriter Open(string? name, Shell shell, TaskKeys keys) => (name ?? (shell.IsTerminal ? "table" : "jsonl")) switch
    {
        "table" => new TableRowWriter(shell, keys),
        "json" => new JsonArrayRowWriter(shell.Output),
        "jsonl" => new JsonLinesRowWriter(shell.Output),
        "csv" => new CsvRowWriter(shell.Output, keys),
        var other => throw new UsageException($"unknown format '{other}'"),
    };
}
