using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb prune</c>: drops what is too old or too much, and gives its space back.</summary>
internal sealed class PruneCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly Consent _consent;

    private readonly RetentionOptions _retention = new();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell only what would be dropped." };

    public PruneCommand(Shell shell)
        : base("prune", "Drops tasks that are too old or too many; pending ones last. The file shrinks by them.")
    {
        (_shell, _consent) = (shell, new Consent(shell));
        _retention.AddTo(this);
        Options.Add(_dryRun);
        _consent.AddTo(this);
        _database.AddTo(this);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        """taskdb prune --dry-run --keep '7d {"result_content.status": "ok"}'""",
        "taskdb prune --record-limit 100000 --size-limit 1000000000 --yes",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var policy = _retention.Read(parsed);
        var isDryRun = parsed.GetValue(_dryRun);
        await using var db = Databases.Changeable(
            await _database.OpenFileAsync(
                parsed, isDryRun ? DatabaseUse.Read : DatabaseUse.Change, cancellationToken).ConfigureAwait(false), _database.Read(parsed));
        if (!isDryRun && !_consent.IsGiven(parsed)
            && await db.PruneAsync(policy, dryRun: true, cancellationToken).ConfigureAwait(false) is { Tasks: > 0 } planned)
        {
            _consent.Ask(parsed, planned.Tasks);
        }

        var report = await db.PruneAsync(policy, isDryRun, cancellationToken).ConfigureAwait(false);
        _shell.Text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Numbers.Tasks(report.Tasks)} with {report.BufferBytes} bytes of buffers {(isDryRun ? "would be dropped" : "dropped")}: "
            + $"{report.ByRule.Sum()} by age, {report.ByRecordLimit} for their number, {report.BySizeLimit} for their size"));
        return ExitCode.Success;
    }
}
