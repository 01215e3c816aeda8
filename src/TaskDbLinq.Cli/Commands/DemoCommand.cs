using System.CommandLine;
using System.Globalization;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Demo;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb demo</c>: a database of made-up tasks to try the other commands on.</summary>
internal sealed class DemoCommand : Command, IHasExamples
{
    private const int UsualTasks = 1_000;
    private const int UsualEngines = 8;
    private const int BatchLength = 2_000;
    private static readonly TimeSpan LogPause = TimeSpan.FromSeconds(5);

    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly Option<WholeNumber?> _tasks = ArgumentRules.Count("--tasks", $"How many tasks; {UsualTasks} if not given.");
    private readonly Option<WholeNumber?> _engines = ArgumentRules.Count(
        "--engines", $"How many engines, at least 1; {UsualEngines} if not given.");
    private readonly Option<WholeNumber?> _seed = ArgumentRules.Count(
        "--seed", "The same seed and end give the same tasks; 1 if not given.");

    private readonly Option<string?> _end = new("--end") { Description = "When the tasks end; now if not given.", HelpName = "TIME" };

    public DemoCommand(Shell shell)
        : base("demo", "Makes a database of made-up tasks; one that has tasks is left as it is.")
    {
        _shell = shell;
        _database.AddTo(this);
        foreach (var option in (Option[])[_tasks, _engines, _seed, _end])
        {
            Options.Add(option);
        }

        _end.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && !(TimeWords.TryMoment(text, DateTime.UtcNow, out var end) && end >= DateTime.UnixEpoch))
            {
                result.AddError($"--end: expected a time from 1970 on, such as 1h, now or 2026-11-01T12:00Z, not '{text}'");
            }
        });
        _engines.Validators.Add(result =>
        {
            if (result.GetValue(_engines) is { Value: 0 })
            {
                result.AddError("--engines: expected at least 1");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
        ["taskdb demo --sqlitedb demo.db --tasks 100000", "taskdb demo --seed 7 --end 2026-11-23T12:00Z"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var count = parsed.GetValue(_tasks)?.Value ?? UsualTasks;
        var end = parsed.GetValue(_end) is { } text && TimeWords.TryMoment(text, DateTime.UtcNow, out var moment)
            ? moment
            : DateTime.UtcNow;
        await using var db = await _database.OpenToFillAsync(parsed, cancellationToken).ConfigureAwait(false);
        if (_database.Read(parsed).Kind != TaskDbBackend.None
            && await db.CountAsync(Filter.Everything, cancellationToken).ConfigureAwait(false) is > 0 and var there)
        {
            throw new IOException($"the database has {Numbers.Tasks(there)} already; name another one");
        }

        var line = new ProgressLine(_shell, LogPause);
        var done = 0;
        foreach (
            var batch in new DemoTasks(count, parsed.GetValue(_seed)?.Value ?? 1, parsed.GetValue(_engines)?.Value ?? UsualEngines, end)
                .Make()
                .Chunk(BatchLength))
        {
            await db.WriteAsync(TaskBatch.Add(batch), cancellationToken).ConfigureAwait(false);
            done += batch.Length;
            line.Show(string.Create(CultureInfo.InvariantCulture, $"{done} of {count} tasks written"));
        }

        line.Clear();
        _shell.Text.WriteLine($"{Numbers.Tasks(count)} written");
        return ExitCode.Success;
    }
}
