using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb resubmit</c>: the requests of some tasks once more, under new ids, for whatever runs tasks to find.</summary>
internal sealed class ResubmitCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TaskChoice _choice;

    public ResubmitCommand(Shell shell)
        : base("resubmit", "Writes the requests of some tasks once more, as new pending tasks; prints old and new ids.")
    {
        (_shell, _choice) = (shell, new TaskChoice(shell));
        _choice.AddTo(this);
        _database.AddTo(this);
        Validators.Add(result =>
        {
            if (!_choice.IsGiven(result))
            {
                result.AddError("expected which tasks to submit again: ids, or a filter");
            }
        });
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb resubmit 65c60d3c-4674756673681aaeb303f33d_16761_6",
        """taskdb resubmit '{"result_content.status": "error"}' --since 1h""",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var ids = _choice.Ids(parsed);
        var filter = ids is null ? _choice.FilterOf(parsed) : null;
        await using var db = await _database.OpenToChangeAsync(parsed, isDryRun: false, cancellationToken).ConfigureAwait(false);
        var result = ids is not null
            ? await db.ResubmitAsync(ids, cancellationToken: cancellationToken).ConfigureAwait(false)
            : await db.ResubmitAsync(filter!, cancellationToken: cancellationToken).ConfigureAwait(false);
        foreach (var (old, renewed) in result.Tasks)
        {
            JsonObjects.Write(_shell, json =>
            {
                json.WriteString(TaskKey.MsgId, old);
                json.WriteString(TaskKey.Resubmitted, renewed);
            });
        }

        return ExitCode.Success;
    }
}
