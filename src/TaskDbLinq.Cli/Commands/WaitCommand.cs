using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb wait</c>: until tasks are completed, of whatever client; how many remain is on standard error.</summary>
internal sealed class WaitCommand : Command, IHasExamples
{
    private static readonly TimeSpan LogPause = TimeSpan.FromSeconds(10);

    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TaskChoice _choice;
    private readonly Option<bool> _nothing = new("--until-none")
    {
        Description = "Wait until the filter selects nothing, rather than until all it selects is completed.",
    };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress on standard error." };

    private readonly Option<string?> _timeout = ArgumentRules.Span("--timeout", "How long to wait at most, such as 90s or 1h30m.");

    public WaitCommand(Shell shell)
        : base("wait", "Waits until tasks are completed; exits with 1 on a timeout.")
    {
        (_shell, _choice) = (shell, new TaskChoice(shell));
        _choice.AddTo(this);
        _database.AddTo(this);
        Options.Add(_nothing);
        Options.Add(_timeout);
        Options.Add(_quiet);
        Validators.Add(result =>
        {
            if (result.GetValue(_nothing) && _choice.HasIds(result))
            {
                result.AddError("--until-none goes with a filter: ids are waited for until they are completed");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        """taskdb wait '{"queue": "task"}' --timeout 10m""",
        """taskdb wait --until-none '{"completed": null, "submitted": {"$lt": "-1h"}}'""",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var line = new ProgressLine(_shell, LogPause);
        var options = new WaitOptions
        {
            Timeout = parsed.GetValue(_timeout) is { } text && TimeWords.TryDuration(text, out var most) ? most : null,
            Goal = parsed.GetValue(_nothing) ? WaitGoal.NothingSelected : WaitGoal.Completed,
            Progress = parsed.GetValue(_quiet) ? null : new Reporter(line),
        };
        var ids = _choice.Ids(parsed);
        var filter = ids is null ? _choice.FilterOf(parsed) : null;
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        var result = await WaitAsync().ConfigureAwait(false);
        foreach (var id in result.Remaining)
        {
            _shell.Text.WriteLine(id);
        }

        _shell.Flush();
        return result.IsDone ? ExitCode.Success
            : throw new TimeoutException(
                $"the time is over; {Numbers.Tasks(result.Remaining.Count)} {(result.Remaining.Count == 1 ? "remains" : "remain")}");

        async Task<WaitResult> WaitAsync()
        {
            try
            {
                return ids is not null
                    ? await db.WaitAsync(ids, options, cancellationToken).ConfigureAwait(false)
                    : await db.WaitAsync(filter!, options, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                line.Finish();
            }
        }
    }

    private sealed class Reporter(ProgressLine line) : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value) =>
            line.Show(
                string.Create(
                    CultureInfo.InvariantCulture, $"{value.Done} of {Numbers.Tasks(value.Selected)} done, {value.Remaining} to go"));
    }
}
