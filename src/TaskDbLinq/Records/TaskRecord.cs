using System.Diagnostics.CodeAnalysis;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>
/// One task as IPython's hub logs it: the request, its timing, the engine, the output and the result. Immutable.
/// The properties are the keys of IPython's TaskRecord; <see cref="TaskFields"/> has the two names of each.
/// </summary>
/// <remarks>
/// Timestamps are UTC, whatever kind they were set with (Local and Unspecified are local time). A dict field that is
/// null in the store is <see cref="Document.None"/>, which equals null and may be indexed.
/// </remarks>
[RecordSchema(typeof(TaskSchema))]
public sealed record TaskRecord
{
    /// <summary>The id of the task: the id of the message that requested it. Unique.</summary>
    public required string MsgId { get; init; }

    /// <summary>The header of the request: <c>msg_type</c>, <c>session</c>, <c>date</c> and so on.</summary>
    [AllowNull]
    public Document Header { get; init => field = value ?? Document.None; } = Document.None;

    /// <summary>The metadata of the request: dependencies (<c>after</c>, <c>follow</c>), timeout, retries, label.</summary>
    [AllowNull]
    public Document Metadata { get; init => field = value ?? Document.None; } = Document.None;

    /// <summary>The content of the request: for an execute request, its code.</summary>
    [AllowNull]
    public Document Content { get; init => field = value ?? Document.None; } = Document.None;

    /// <summary>The buffers of the request: the function and its arguments, serialized.</summary>
    [AllowNull]
    public BufferList Buffers { get; init => field = value ?? BufferList.Empty; } = BufferList.Empty;

    /// <summary>When the client submitted the task, UTC.</summary>
    public DateTime? Submitted { get; init => field = value?.ToUniversalTime(); }

    /// <summary>The session of the client that submitted the task.</summary>
    public string? ClientUuid { get; init; }

    /// <summary>The engine that runs or ran the task; null while no engine has it.</summary>
    public string? EngineUuid { get; init; }

    /// <summary>When an engine started the task, UTC; null before.</summary>
    public DateTime? Started { get; init => field = value?.ToUniversalTime(); }

    /// <summary>When the engine had completed the task, UTC; null while it is pending.</summary>
    public DateTime? Completed { get; init => field = value?.ToUniversalTime(); }

    /// <summary>The id under which the task was submitted again; null when it was not.</summary>
    public string? Resubmitted { get; init; }

    /// <summary>When the hub received the result, UTC; null before.</summary>
    public DateTime? Received { get; init => field = value?.ToUniversalTime(); }

    /// <summary>The header of the reply.</summary>
    [AllowNull]
    public Document ResultHeader { get; init => field = value ?? Document.None; } = Document.None;

    /// <summary>The metadata of the reply: <c>engine</c>, <c>status</c>, <c>started</c> and so on.</summary>
    [AllowNull]
    public Document ResultMetadata { get; init => field = value ?? Document.None; } = Document.None;

    /// <summary>The content of the reply: <c>status</c>, and for an error its name, value and traceback.</summary>
    [AllowNull]
    public Document ResultContent { get; init => field = value ?? Document.None; } = Document.None;

    /// <summary>The buffers of the reply: the result, serialized.</summary>
    [AllowNull]
    public BufferList ResultBuffers { get; init => field = value ?? BufferList.Empty; } = BufferList.Empty;

    /// <summary>The queue that took the task: <c>mux</c> (a direct view) or <c>task</c> (a load-balanced one).</summary>
    public string? Queue { get; init; }

    /// <summary>The code that an execute request ran, as its engine published it.</summary>
    public string? ExecuteInput { get; init; }

    /// <summary>The displayed result of an execute request.</summary>
    [AllowNull]
    public Document ExecuteResult { get; init => field = value ?? Document.None; } = Document.None;

    /// <summary>The published error: <c>ename</c>, <c>evalue</c>, <c>traceback</c>.</summary>
    [AllowNull]
    public Document Error { get; init => field = value ?? Document.None; } = Document.None;

    /// <summary>What the task wrote to standard output.</summary>
    public string? Stdout { get; init; }

    /// <summary>What the task wrote to standard error.</summary>
    public string? Stderr { get; init; }

    /// <summary>The label that the client gave the task; databases before ipyparallel 9.1 have none.</summary>
    public string? Label { get; init; }
}
