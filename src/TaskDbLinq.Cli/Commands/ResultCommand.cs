using System.CommandLine;
using System.Text.Json;
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

    private readonly Option<string?> _folder = new("--buffers-to")
    {
        Description = "Write the buffers of the results into this folder, a file each; none is written over.",
        HelpName = "DIR",
    };

    public ResultCommand(Shell shell)
        : base("result", "Prints the results of tasks as JSON.")
    {
        _shell = shell;
        _ids.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_ids);
        Options.Add(_follow);
        Options.Add(_folder);
        _database.AddTo(this);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } = ["taskdb result 65c60d3c-4674756673681aaeb303f33d_16761_6 --follow"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        var results = await db.GetResultsAsync(
            parsed.GetRequiredValue(_ids), parsed.GetValue(_follow), cancellationToken).ConfigureAwait(false);
        var folder = parsed.GetValue(_folder) is { } path ? new BufferFolder(path) : null;
        foreach (var result in results)
        {
            folder?.Write(result.MsgId, "result_buffers", result.ResultBuffers);
            JsonObjects.Write(_shell, json => Write(json, result));
        }

        return ExitCode.Success;
    }

    private static void Write(Utf8JsonWriter json, TaskResult result)
    {
        json.Member("msg_id", result.MsgId);
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

        json.Member("engine_uuid", result.EngineUuid);
        json.Member("resubmitted", result.Resubmitted);
        json.Member("submitted", result.Timing.Submitted);
        json.Member("started", result.Timing.Started);
        json.Member("completed", result.Timing.Completed);
        json.Member("waited_seconds", result.Timing.QueueTime);
        json.Member("ran_seconds", result.Timing.RunTime);
        json.Member("result_content", TaskField.Present(result.ResultContent));
        json.Member("execute_result", TaskField.Present(result.ExecuteResult));
        json.Member("error", TaskField.Present(result.Error));
        json.Member("stdout", result.Stdout);
        json.Member("stderr", result.Stderr);
        json.WriteNumber("result_buffers", result.ResultBuffers.Count);
        json.WriteNumber("result_bytes", result.ResultBuffers.TotalBytes);
    }
}
