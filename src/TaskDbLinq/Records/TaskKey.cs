namespace TaskDbLinq;

/// <summary>
/// The keys of a task as IPython writes them: <c>row[TaskKey.Completed]</c>. <see cref="TaskFields"/> has the fields themselves.
/// </summary>
public static class TaskKey
{
    /// <summary>The identity of a task: a string.</summary>
    public const string MsgId = "msg_id";

    /// <summary>The header of the request: a dict.</summary>
    public const string Header = "header";

    /// <summary>The metadata of the request: a dict.</summary>
    public const string Metadata = "metadata";

    /// <summary>The content of the request: a dict.</summary>
    public const string Content = "content";

    /// <summary>The buffers of the request.</summary>
    public const string Buffers = "buffers";

    /// <summary>When the client submitted the task.</summary>
    public const string Submitted = "submitted";

    /// <summary>The client that submitted it: a string.</summary>
    public const string ClientUuid = "client_uuid";

    /// <summary>The engine that runs or ran it: a string.</summary>
    public const string EngineUuid = "engine_uuid";

    /// <summary>When the engine started it.</summary>
    public const string Started = "started";

    /// <summary>When the engine completed it; null while the task is pending.</summary>
    public const string Completed = "completed";

    /// <summary>The id under which it was submitted again: a string.</summary>
    public const string Resubmitted = "resubmitted";

    /// <summary>When the hub received the result.</summary>
    public const string Received = "received";

    /// <summary>The header of the reply: a dict.</summary>
    public const string ResultHeader = "result_header";

    /// <summary>The metadata of the reply: a dict.</summary>
    public const string ResultMetadata = "result_metadata";

    /// <summary>The content of the reply: a dict.</summary>
    public const string ResultContent = "result_content";

    /// <summary>The buffers of the reply.</summary>
    public const string ResultBuffers = "result_buffers";

    /// <summary>The queue that it went through: a string.</summary>
    public const string Queue = "queue";

    /// <summary>The code that ran: a string.</summary>
    public const string ExecuteInput = "execute_input";

    /// <summary>The result that an engine displayed: a dict.</summary>
    public const string ExecuteResult = "execute_result";

    /// <summary>The error that an engine published: a dict.</summary>
    public const string Error = "error";

    /// <summary>What it printed to standard output: a string.</summary>
    public const string Stdout = "stdout";

    /// <summary>What it printed to standard error: a string.</summary>
    public const string Stderr = "stderr";

    /// <summary>The label that the client gave it: a string.</summary>
    public const string Label = "label";
}
