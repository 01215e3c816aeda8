using System.CommandLine;
using System.Text.Json;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb result</c>: what became of some tasks, whoever submitted them.</summary>
internal sealed class ResultCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();

    private readonly Argument<string[]> _ids = new("ids") { Description = "Ids of tasks.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "Print the result of the latest resubmission of each task instead.",
    };

    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until the tasks are completed." };
    private readonly Option<string?> _timeout = ArgumentRules.Span("--timeout", "With --wait: how long at most, such as 90s or 1h30m.");

    private readonly Option<string?> _format = ArgumentRules.Choice(
        "--format", "How to print; text on a terminal, json otherwise.", "text", "json").Short("-f");

    private readonly Option<string?> _folder = new("--buffers-to")
    {
        Description = "Write the buffers of the results into this folder, a file each; none is written over.",
        HelpName = "DIR",
    };

    public ResultCommand(Shell shell)
        : base("result", "Prints the results of tasks; waits for them if asked to.")
    {
        _shell = shell;
        _ids.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_ids);
        Options.Add(_follow);
        Options.Add(_wait);
        Options.Add(_timeout);
        Options.Add(_format);
        Options.Add(_folder);
        Validators.Add(result =>
        {
            if (result.GetValue(_timeout) is not null && !result.GetValue(_wait))
            {
                result.AddError("--timeout goes with --wait");
            }
        });
        _database.AddTo(this);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb result 65c60d3c-4674756673681aaeb303f33d_16761_6 --follow",
        "taskdb result 65c60d3c-4674756673681aaeb303f33d_16761_6 --wait --timeout 10m",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        var isText = (parsed.GetValue(_format) ?? (_shell.IsTerminal ? "text" : "json")) == "text";
        var results = await ReadAsync(parsed, db, cancellationToken).ConfigureAwait(false);
        var folder = parsed.GetValue(_folder) is { } path ? new BufferFolder(path) : null;
        foreach (var result in results)
        {
            folder?.Write(result.MsgId, TaskKey.ResultBuffers, result.ResultBuffers);
            if (isText)
            {
                ResultText.Write(_shell, result);
            }
            else
            {
                JsonObjects.Write(_shell, json => Write(json, result));
            }
        }

        return ExitCode.Success;
    }

    /// <summary>
    /// The results, when all are completed if that is asked for: a task that is submitted again meanwhile is followed on.
    /// </summary>
    private async Task<IReadOnlyList<TaskResult>> ReadAsync(ParseResult parsed, ITaskDb db, CancellationToken cancellationToken)
    {
        var end = parsed.GetValue(_timeout) is { } text && TimeWords.TryDuration(text, out var most)
            ? DateTime.UtcNow + most
            : DateTime.MaxValue;
        while (true)
        {
            var results = await db.GetResultsAsync(
                parsed.GetRequiredValue(_ids), parsed.GetValue(_follow), cancellationToken).ConfigureAwait(false);
            var pending = results.Where(result => result.IsPending).Select(result => result.MsgId).ToList();
            if (pending.Count == 0 || !parsed.GetValue(_wait))
            {
                return results;
            }

            var left = end - DateTime.UtcNow;
            var options = new WaitOptions { Timeout = end == DateTime.MaxValue ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero };
            var waited = await db.WaitAsync(pending, options, cancellationToken).ConfigureAwait(false);
            if (!waited.IsDone)
            {
                throw new TimeoutException(
                    $"the time is over; {Numbers.Tasks(waited.Remaining.Count)} {(waited.Remaining.Count == 1 ? "remains" : "remain")}");
            }
        }
    }

    private static void Write(Utf8JsonWriter json, TaskResult result)
    {
        json.Member(TaskKey.MsgId, result.MsgId);
        json.WriteString("state", result.State.ToString().ToLowerInvariant());
        if (!result.FollowedFrom.IsEmpty)
        {
            json.WriteStartArray("followed_from");
            foreach (var id in result.FollowedFrom)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        }

        json.Member(TaskKey.EngineUuid, result.EngineUuid);
        json.Member(TaskKey.Resubmitted, result.Resubmitted);
        json.Member(TaskKey.Submitted, result.Timing.Submitted);
        json.Member(TaskKey.Started, result.Timing.Started);
        json.Member(TaskKey.Completed, result.Timing.Completed);
        json.Member("waited_seconds", result.Timing.QueueTime);
        json.Member("ran_seconds", result.Timing.RunTime);
        json.Member(TaskKey.ResultContent, TaskField.Present(result.ResultContent));
        json.Member(TaskKey.ExecuteResult, TaskField.Present(result.ExecuteResult));
        json.Member(TaskKey.Error, TaskField.Present(result.Error));
        json.Member(TaskKey.Stdout, result.Stdout);
        json.Member(TaskKey.Stderr, result.Stderr);
        json.WriteNumber(TaskKey.ResultBuffers, result.ResultBuffers.Count);
        json.WriteNumber("result_bytes", result.ResultBuffers.TotalBytes);
    }
}
