using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The options that say which rows of the selected tasks are printed, and how; the way from a filter to standard output.</summary>
internal sealed class RowOptions
{
    private readonly Option<string?> _keys = ArgumentRules.Keys(
        "--keys", "a,b",
            "The keys to show, with commas, or parts of them (header.msg_type); all but the buffers if not given.").Short("-k");
    private readonly Option<string?> _sort = ArgumentRules.Keys(
        "--sort", "a,-b", "The keys to sort by, or parts of them (header.date), with commas; a minus for descending.").Short("-s");
    private readonly Option<WholeNumber?> _skip = ArgumentRules.Count("--skip", "Leave out the first N tasks.");
    private readonly Option<WholeNumber?> _limit = ArgumentRules.Count("--limit", "Show at most N tasks.").Short("-n");
    private readonly Option<bool> _count = new("--count", "-c") { Description = "Print only how many tasks there are." };

    private readonly Option<string?> _format = ArgumentRules.Choice(
        "--format", "How to print; table on a terminal, jsonl otherwise.", [.. Formats.Names]).Short("-f");

    public void AddTo(Command command)
    {
        AddChoiceTo(command);
        command.Options.Add(_count);
        command.Options.Add(_format);
    }

    /// <summary>Only those options that are part of the question.</summary>
    public void AddChoiceTo(Command command)
    {
        foreach (var option in (Option[])[_keys, _sort, _skip, _limit])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The whole question, checked.</summary>
    public TaskQuery Read(ParseResult parsed, Filter filter) => new()
    {
        Filter = filter,
        Keys = Columns(parsed).Keys,
        Sort = ArgumentRules.List(parsed, _sort) is { } keys ? TaskSort.ParsePaths(keys) : [],
        Skip = parsed.GetValue(_skip)?.Value ?? 0,
        Limit = parsed.GetValue(_limit)?.Value,
    };

    private Columns Columns(ParseResult parsed) => Output.Columns.Of(ArgumentRules.List(parsed, _keys));

    /// <summary>Prints the answer, or with <c>--count</c> how many rows it has.</summary>
    public async Task PrintAsync(ParseResult parsed, Shell shell, ITaskDb db, TaskQuery query, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_count))
        {
            var shown = Math.Max(0, await db.CountAsync(query.Filter, cancellationToken).ConfigureAwait(false) - query.Skip);
            shell.Text.WriteLine(Math.Min(shown, query.Limit ?? long.MaxValue).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            using var writer = Formats.Open(parsed.GetValue(_format), shell, Columns(parsed));
            await RowPrinting.PrintAsync(db.QueryAsync(query, cancellationToken), writer, cancellationToken).ConfigureAwait(false);
        }
    }
}
