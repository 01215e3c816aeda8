using System.CommandLine;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Operations;
using TaskDbLinq.Queries;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb purge</c>: drops tasks for good, after a look at which.</summary>
internal sealed class PurgeCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TaskChoice _choice = new();
    private readonly Option<bool> _completed = new("--completed") { Description = "All completed tasks." };
    private readonly Option<string?> _engine = new("--engine") { Description = "The completed tasks of an engine.", HelpName = "UUID" };
    private readonly Option<bool> _pending = new("--pending") { Description = "Drop pending tasks too; their results are lost." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say only what would be dropped." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Drop without asking." };

    public PurgeCommand(Shell shell)
        : base("purge", "Drops completed tasks, for good, and prints their ids.")
    {
        _shell = shell;
        _choice.AddTo(this);
        _database.AddTo(this);
        foreach (var option in (Option[])[_completed, _engine, _pending, _dryRun, _yes])
        {
            Options.Add(option);
        }

        Validators.Add(result =>
        {
            var ways = (_choice.IsGiven(result) ? 1 : 0) + (result.GetValue(_completed) ? 1 : 0) + (result.GetValue(_engine) is null ? 0 : 1);
            if (ways != 1)
            {
                result.AddError(ways == 0
                    ? "expected which tasks to drop: ids, a filter, --completed or --engine"
                    : "ids, a filter, --completed and --engine are different choices; name one");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb purge --completed --dry-run",
        """taskdb purge '{"completed": {"$lt": "-7d"}}' --yes""",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var ids = _choice.Ids(parsed);
        var filter = ids is not null ? null
            : parsed.GetValue(_engine) is { } engine ? Selection.Of(new Dictionary<string, object?> { ["engine_uuid"] = engine })
            : _choice.Filter(parsed);
        var isDryRun = parsed.GetValue(_dryRun);
        var options = new PurgeOptions { IncludePending = parsed.GetValue(_pending), DryRun = true };
        await using var db = await (isDryRun
            ? _database.OpenToReadAsync(parsed, cancellationToken)
            : _database.OpenToChangeAsync(parsed, cancellationToken)).ConfigureAwait(false);

        // What is dropped in the end is what was shown: its ids, and not what the filter selects by then.
        var shown = await PurgeAsync(db, ids, filter, options, cancellationToken).ConfigureAwait(false);
        if (!isDryRun && shown.MsgIds.Length > 0)
        {
            Confirm(parsed, shown.MsgIds.Length);
            await db.PurgeAsync(shown.MsgIds, options with { DryRun = false }, cancellationToken).ConfigureAwait(false);
        }

        foreach (var id in shown.MsgIds)
        {
            _shell.Text.WriteLine(id);
        }

        _shell.Flush();
        var gone = shown.NotFound.IsEmpty ? string.Empty : $"; {Numbers.Tasks(shown.NotFound.Length)} not there";
        _shell.Error.WriteLine($"{(isDryRun ? "would drop" : "dropped")} {Numbers.Tasks(shown.MsgIds.Length)}{gone}");
        return ExitCode.Success;
    }

    private static Task<PurgeResult> PurgeAsync(ITaskDb db, string[]? ids, MongoQuery? filter, PurgeOptions options, CancellationToken cancellationToken) =>
        ids is not null ? db.PurgeAsync(ids, options, cancellationToken) : db.PurgeAsync(filter!, options, cancellationToken);

    /// <summary>Asks a person; where there is none, only <c>--yes</c> is a yes.</summary>
    private void Confirm(ParseResult parsed, int count)
    {
        if (parsed.GetValue(_yes))
        {
            return;
        }

        if (_shell.Answers is not { } answers)
        {
            throw new UsageException($"purge would drop {Numbers.Tasks(count)} for good, and nobody is there to be asked; say --yes, or --dry-run to see them");
        }

        _shell.Error.Write($"Drop {Numbers.Tasks(count)} for good? [y/N] ");
        if (answers.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new IOException("nothing was dropped");
        }
    }
}
