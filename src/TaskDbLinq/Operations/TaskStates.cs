using TaskDbLinq.Values;

namespace TaskDbLinq.Operations;

/// <summary>How a task's state shows in its record, for one in hand and for a question to the store: the two must agree.</summary>
internal static class TaskStates
{
    private const string StatusPath = $"{TaskKey.ResultContent}.status";
    private const string OkStatus = "ok";
    private const string ErrorStatus = "error";
    private const string AbortedStatus = "aborted";

    /// <summary>The filter of completed tasks whose reply does not say that all went well.</summary>
    public static IReadOnlyDictionary<string, object?> NotOk { get; } = new Dictionary<string, object?>
    {
        [TaskKey.Completed] = Selection.NotNull,
        [StatusPath] = new Dictionary<string, object?> { ["$ne"] = OkStatus },
    };

    /// <summary>Which of those are <see cref="TaskState.Error"/>.</summary>
    public static IReadOnlyDictionary<string, object?> Failed { get; } = new Dictionary<string, object?>
    {
        ["$or"] = new Dictionary<string, object?>[]
        {
            new() { [StatusPath] = ErrorStatus },
            new() { [StatusPath] = null, [TaskKey.Error] = Selection.NotNull },
        },
    };

    /// <summary>Which of those are <see cref="TaskState.Aborted"/>.</summary>
    public static IReadOnlyDictionary<string, object?> Aborted { get; } = new Dictionary<string, object?> { [StatusPath] = AbortedStatus };

    /// <summary>
    /// The state of a task, from the <c>status</c> of its reply as IPython's messaging has it. A reply that was logged
    /// without one has failed if the engine published an error.
    /// </summary>
    /// <seealso href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#request-reply"/>
    public static TaskState Of(DateTime? completed, Document resultContent, Document error)
    {
        var status = resultContent["status"];
        return completed is null ? TaskState.Pending
            : status == AbortedStatus ? TaskState.Aborted
            : status == ErrorStatus || (status == null && error != null) ? TaskState.Error
            : TaskState.Ok;
    }
}
