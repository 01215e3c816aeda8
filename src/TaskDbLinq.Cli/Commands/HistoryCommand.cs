using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb history</c>: the ids of the tasks, in the order of their submission.</summary>
internal sealed class HistoryCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();
    private readonly TimeRange _range = new();
    private readonly Option<WholeNumber?> _last = ArgumentRules.Count("--last", "Only the last N, the latest first.");

    public HistoryCommand(Shell shell)
        : base("history", "Prints the ids of all tasks, in the order of their submission.")
    {
        _shell = shell;
        _database.AddTo(this);
        _range.AddTo(this);
        Options.Add(_last);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } = ["taskdb history --since 1h", "taskdb history --last 10"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var last = parsed.GetValue(_last)?.Value;
        var query = new TaskQuery
        {
            Filter = _range.Narrow(parsed, Filter.Everything, DateTime.UtcNow),
            Keys = TaskKeys.Of(TaskKey.MsgId),
            Sort = last is null
                ? TaskSort.Parse(TaskKey.Submitted, TaskKey.MsgId)
                : TaskSort.Parse($"-{TaskKey.Submitted}", $"-{TaskKey.MsgId}"),
            Limit = last,
        };
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        await foreach (var row in db.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            _shell.Text.WriteLine((string)row[TaskKey.MsgId]!);
        }

        return ExitCode.Success;
    }
}
