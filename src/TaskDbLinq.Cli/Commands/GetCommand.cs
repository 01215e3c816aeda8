using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb get</c>: the records of some tasks, whole, and their buffers as files.</summary>
internal sealed class GetCommand : Command, IHasExamples
{
    private readonly Shell _shell;
    private readonly DatabaseOptions _database = new();

    private readonly Argument<string[]> _ids = new("ids") { Description = "Ids of tasks.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string?> _keys = ArgumentRules.Keys(
        "--keys", "a,b", "The keys to show, with commas; all but the buffers if not given.");

    private readonly Option<string?> _folder = new("--buffers-to")
    {
        Description = "Write the buffers into this folder too, a file each; none is written over.",
        HelpName = "DIR",
    };

    public GetCommand(Shell shell)
        : base("get", "Prints the records of some tasks as JSON.")
    {
        _shell = shell;
        _ids.Validators.Add(ArgumentRules.RefuseOptionLike);
        Arguments.Add(_ids);
        Options.Add(_keys);
        Options.Add(_folder);
        _database.AddTo(this);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "taskdb get 65c60d3c-4674756673681aaeb303f33d_16761_6",
        "taskdb get 65c60d3c-4674756673681aaeb303f33d_16761_6 --keys label,completed --buffers-to buffers",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var keys = TaskKeys.Of(ArgumentRules.List(parsed, _keys));
        await using var db = await _database.OpenToReadAsync(parsed, cancellationToken).ConfigureAwait(false);
        var tasks = new List<TaskRecord>();
        foreach (var id in parsed.GetRequiredValue(_ids).Distinct(StringComparer.Ordinal))
        {
            tasks.Add(await db.GetAsync(id, cancellationToken).ConfigureAwait(false));
        }

        // Nothing is printed of some tasks when others are not there.
        var folder = parsed.GetValue(_folder) is { } path ? new BufferFolder(path) : null;
        foreach (var task in tasks)
        {
            folder?.Write(task.MsgId, TaskKey.Buffers, task.Buffers);
            folder?.Write(task.MsgId, TaskKey.ResultBuffers, task.ResultBuffers);
            JsonObjects.Write(_shell, json =>
            {
                foreach (var (key, value) in TaskRow.Of(task, keys))
                {
                    json.Member(key, value);
                }
            });
        }

        return ExitCode.Success;
    }
}
