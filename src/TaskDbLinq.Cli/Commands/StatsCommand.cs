using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb stats</c>: figures about the tasks that a filter selects.</summary>
internal sealed class StatsCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TimeRange _range = new();
    private readonly FilterSource _source;

    private readonly Argument<string> _filter = new("filter")
    {
        Description = "A filter as JSON.",
        DefaultValueFactory = _ => "{}",
    };

    private readonly Option<string?> _by = ArgumentRules.Keys(
        "--by", "KEY", "Print how many tasks there are of each value of a key, or of a part of one (header.msg_type).");

    private readonly Option<bool> _bytes = new("--bytes") { Description = "Sum up the buffers too; it reads every one of them." };
    private readonly Option<string?> _format = ArgumentRules.Choice(
        "--format", "How to print; text on a terminal, json otherwise.", "text", "json");

    public StatsCommand(Shell shell)
        : base("stats", "Prints counts by state, queue, engine and client, and durations.")
    {
        (_shell, _source) = (shell, new FilterSource(shell));
        _filter.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_filter);
        _database.AddTo(this);
        _range.AddTo(this);
        _source.AddTo(this);
        Options.Add(_by);
        Options.Add(_bytes);
        Options.Add(_format);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
        ["taskdb stats", """taskdb stats '{"queue": "task"}' --since 1d --format text""", "taskdb stats --by label"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        Filter filter = _range.Narrow(parsed, _source.Read(parsed, parsed.GetRequiredValue(_filter), now), now);
        var column = parsed.GetValue(_by) is { } key ? Columns.Of([key]).All[^1] : null;
        if (column is { Field.Kind: TaskFieldKind.Buffers })
        {
            throw new UsageException($"--by: '{column.Name}' holds bytes, which are not compared");
        }

        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        var isText = (parsed.GetValue(_format) ?? (_shell.IsTerminal ? "text" : "json")) == "text";
        if (column is not null)
        {
            await CountAsync(db, filter, column, isText, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        }

        var stats = await db.StatsAsync(filter, parsed.GetValue(_bytes), cancellationToken).ConfigureAwait(false);
        if (isText)
        {
            StatsText.Write(_shell.Text, stats);
        }
        else
        {
            JsonObjects.Write(_shell, json => StatsWriter.WriteMembers(json, stats, TimeText.Format));
        }

        return ExitCode.Success;
    }

    private async Task CountAsync(ITaskDb db, Filter filter, Column column, bool isText, CancellationToken cancellationToken)
    {
        var counts = await GroupCounts.OfAsync(db, filter, column.Name, cancellationToken).ConfigureAwait(false);
        if (isText)
        {
            counts.WriteText(_shell.Text);
        }
        else
        {
            counts.WriteJson(_shell);
        }
    }
}
