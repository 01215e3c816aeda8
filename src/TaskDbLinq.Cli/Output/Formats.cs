using System.Collections.Immutable;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Output;

/// <summary>The formats by name. A new one is a class in this folder and a line here.</summary>
internal static class Formats
{
    public static ImmutableArray<string> Names { get; } = ["table", "json", "jsonl", "csv"];

    /// <summary>Those that a program reads row by row.</summary>
    public static ImmutableArray<string> ExportNames { get; } = ["jsonl", "csv"];

    /// <summary>A writer of the named format; null picks the one that suits where the output goes.</summary>
    public static IRowWriter Open(string? name, Shell shell, Columns columns) => (name ?? (shell.IsTerminal ? "table" : "jsonl")) switch
    {
        "table" => new TableRowWriter(shell, columns),
        var plain => OpenPlain(plain, shell.Output, columns),
    };

    /// <summary>A writer of a format that needs no terminal.</summary>
    public static IRowWriter OpenPlain(string name, Stream output, Columns columns) => name switch
    {
        "json" => new JsonArrayRowWriter(output, columns),
        "jsonl" => new JsonLinesRowWriter(output, columns),
        "csv" => new CsvRowWriter(output, columns),
        _ => throw new UsageException($"unknown format '{name}'"),
    };
}
