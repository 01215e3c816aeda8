using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Filters;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb purge</c>: drops tasks for good, after a look at which.</summary>
internal sealed class PurgeCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TaskChoice _choice;
    private readonly Option<bool> _completed = new("--completed") { Description = "All completed tasks." };
    private readonly Option<string?> _engine = new("--engine") { Description = "The completed tasks of an engine.", HelpName = "UUID" };
    private readonly Option<bool> _pending = new("--pending") { Description = "Drop pending tasks too; their results are lost." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would be dropped, and drop nothing." };
    private readonly Consent _consent;

    public PurgeCommand(Shell shell)
        : base("purge", "Drops completed tasks, for good, and prints their ids.")
    {
        (_shell, _consent, _choice) = (shell, new Consent(shell), new TaskChoice(shell));
        _choice.AddTo(this);
        _database.AddTo(this);
        foreach (var option in (Option[])[_completed, _engine, _pending, _dryRun])
        {
            Options.Add(option);
        }

        _consent.AddTo(this);

        Validators.Add(result =>
        {
            var ways = (_choice.IsGiven(result) ? 1 : 0) + (result.GetValue(_completed) ? 1 : 0) + (
                result.GetValue(_engine) is null ? 0 : 1);
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
            : parsed.GetValue(_engine) is { } engine ? Selection.Of(new Dictionary<string, object?> { [TaskKey.EngineUuid] = engine })
            : _choice.FilterOf(parsed);
        var isDryRun = parsed.GetValue(_dryRun);
        var options = new PurgeOptions { IncludePending = parsed.GetValue(_pending), DryRun = true };
        await using var db = await _database.OpenToChangeAsync(parsed, isDryRun, cancellationToken).ConfigureAwait(false);

        // What is dropped in the end is what was shown: its ids, and not what the filter selects by then.
        var shown = await PurgeAsync(db, ids, filter, options, cancellationToken).ConfigureAwait(false);
        if (!isDryRun && shown.MsgIds.Count > 0)
        {
            _consent.Ask(parsed, shown.MsgIds.Count);
            await db.PurgeAsync(shown.MsgIds, options with { DryRun = false }, cancellationToken).ConfigureAwait(false);
        }

        foreach (var id in shown.MsgIds)
        {
            _shell.Text.WriteLine(id);
        }

        _shell.Flush();
        var gone = shown.NotFound.IsEmpty ? string.Empty : $"; {Numbers.Tasks(shown.NotFound.Count)} not there";
        _shell.Error.WriteLine($"{(isDryRun ? "would drop" : "dropped")} {Numbers.Tasks(shown.MsgIds.Count)}{gone}");
        return ExitCode.Success;
    }

    private static Task<PurgeResult> PurgeAsync(
        ITaskDb db, string[]? ids, Filter? filter, PurgeOptions options, CancellationToken cancellationToken) =>
        ids is not null ? db.PurgeAsync(ids, options, cancellationToken) : db.PurgeAsync(filter!, options, cancellationToken);
}
