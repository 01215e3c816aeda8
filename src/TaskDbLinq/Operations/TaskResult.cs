using TaskDbLinq.Operations;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>What is known of a task and its result, whoever submitted it.</summary>
public sealed record TaskResult
{
    /// <summary>The id of the task.</summary>
    public required string MsgId { get; init; }

    /// <summary>How far the task has come; of a pending one the result's parts are null or empty.</summary>
    public required TaskState State { get; init; }

    /// <summary>The ids over which resubmissions led here from the id that was asked for; empty when none did.</summary>
    public ValueList<string> FollowedFrom { get; init; } = [];

    /// <summary>The header of the request.</summary>
    public Document Header { get; init; } = Document.None;

    /// <summary>The metadata of the request.</summary>
    public Document Metadata { get; init; } = Document.None;

    /// <summary>The content of the request.</summary>
    public Document Content { get; init; } = Document.None;

    /// <summary>The header of the reply; <see cref="Document.None"/> while there is none.</summary>
    public Document ResultHeader { get; init; } = Document.None;

    /// <summary>The metadata of the reply.</summary>
    public Document ResultMetadata { get; init; } = Document.None;

    /// <summary>The content of the reply: its <c>status</c>, and for an error its name, value and traceback.</summary>
    public Document ResultContent { get; init; } = Document.None;

    /// <summary>The buffers of the reply: the result, serialized. The request's buffers are not read.</summary>
    public BufferList ResultBuffers { get; init; } = BufferList.Empty;

    /// <summary>What the task has written to standard output up to now.</summary>
    public string? Stdout { get; init; }

    /// <summary>What the task has written to standard error up to now.</summary>
    public string? Stderr { get; init; }

    /// <summary>The published error: <c>ename</c>, <c>evalue</c>, <c>traceback</c>.</summary>
    public Document Error { get; init; } = Document.None;

    /// <summary>The code that an execute request ran.</summary>
    public string? ExecuteInput { get; init; }

    /// <summary>The displayed result of an execute request.</summary>
    public Document ExecuteResult { get; init; } = Document.None;

    /// <summary>The engine that has or had the task; null or empty for none.</summary>
    public string? EngineUuid { get; init; }

    /// <summary>The id under which the task was submitted again; null when it was not.</summary>
    public string? Resubmitted { get; init; }

    /// <summary>When each step was.</summary>
    public required TaskTiming Timing { get; init; }

    /// <summary>Whether the task is not completed yet.</summary>
    public bool IsPending => State == TaskState.Pending;

    /// <summary>The keys that a result is made of.</summary>
    internal static TaskKeys Keys { get; } = TaskKeys.Of(TaskFields.All.Select(field => field.Key)
        .Where(key => key is not (TaskKey.Buffers or TaskKey.Label or TaskKey.Queue or TaskKey.ClientUuid)));

    internal static TaskResult Of(TaskRow row, ValueList<string> followedFrom)
    {
        var timing = TaskTiming.Of(row);
        return new TaskResult
        {
            MsgId = Selection.Id(row),
            State = TaskStates.Of(timing.Completed, Dict(row, TaskKey.ResultContent), Dict(row, TaskKey.Error)),
            FollowedFrom = followedFrom,
            Header = Dict(row, TaskKey.Header),
            Metadata = Dict(row, TaskKey.Metadata),
            Content = Dict(row, TaskKey.Content),
            ResultHeader = Dict(row, TaskKey.ResultHeader),
            ResultMetadata = Dict(row, TaskKey.ResultMetadata),
            ResultContent = Dict(row, TaskKey.ResultContent),
            ResultBuffers = (BufferList?)row[TaskKey.ResultBuffers] ?? BufferList.Empty,
            Stdout = (string?)row[TaskKey.Stdout],
            Stderr = (string?)row[TaskKey.Stderr],
            Error = Dict(row, TaskKey.Error),
            ExecuteInput = (string?)row[TaskKey.ExecuteInput],
            ExecuteResult = Dict(row, TaskKey.ExecuteResult),
            EngineUuid = (string?)row[TaskKey.EngineUuid],
            Resubmitted = (string?)row[TaskKey.Resubmitted],
            Timing = timing,
        };
    }

    private static Document Dict(TaskRow row, string key) => (Document?)row[key] ?? Document.None;
}
