using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Filters;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb prune</c>: drops what is too old or too much, and gives its space back.</summary>
internal sealed class PruneCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly Consent _consent;

    private readonly Option<string[]> _keep = new("--keep")
    {
        Description = "How long to keep completed tasks, and which: '7d {filter}' or 'forever {filter}'. The first that fits decides.",
        HelpName = "RULE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> _records = ArgumentRules.Count("--record-limit", "Keep at most N tasks.");
    private readonly Option<string?> _size = new("--size-limit") { Description = "Keep at most so many bytes of buffers.", HelpName = "BYTES" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell only what would be dropped." };

    public PruneCommand(Shell shell)
        : base("prune", "Drops tasks that are too old or too many; pending ones last. The file gets shorter by them.")
    {
        (_shell, _consent) = (shell, new Consent(shell));
        foreach (var option in (Option[])[_keep, _records, _size, _dryRun])
        {
            Options.Add(option);
        }

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
        var policy = new RetentionPolicy
        {
            Keep = [.. parsed.GetValue(_keep)!.Select(Rule)],
            RecordLimit = parsed.GetValue(_records) is not { } records ? null : records > 0 ? records : throw new UsageException("--record-limit: expected one or more"),
            SizeLimit = Size(parsed.GetValue(_size)),
        };
        var isDryRun = parsed.GetValue(_dryRun);
        await using var db = await _database.OpenFileAsync(parsed, isDryRun ? DatabaseUse.Read : DatabaseUse.Change, cancellationToken).ConfigureAwait(false);
        if (!isDryRun && !_consent.IsGiven(parsed)
            && await db.PruneAsync(policy, dryRun: true, cancellationToken).ConfigureAwait(false) is { Tasks: > 0 } planned)
        {
            _consent.Ask(parsed, planned.Tasks);
        }

        var report = await db.PruneAsync(policy, isDryRun, cancellationToken).ConfigureAwait(false);
        _shell.Text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Numbers.Tasks(report.Tasks)} with {report.BufferBytes} bytes of buffers {(isDryRun ? "would be dropped" : "dropped")}: {report.ByRule.Sum()} by age, {report.ByRecordLimit} for their number, {report.BySizeLimit} for their size"));
        return ExitCode.Success;
    }

    private static KeepRule Rule(string text)
    {
        var (age, filter) = text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[at..]) : (text, "{}");
        var query = Filter.TryParse(filter).CheckedFor<TaskRecord>();
        return age == "forever" ? new KeepRule(query)
            : TimeWords.TryDuration(age, out var kept) ? new KeepRule(query, kept)
            : throw new UsageException($"--keep: expected a time such as 7d, 12h, 30m or forever, not '{age}'");
    }

    private static long? Size(string? text) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes
        : throw new UsageException($"--size-limit: expected a number of bytes, not '{text}'");
}
