using TaskDbLinq.Documents;

namespace TaskDbLinq.Operations;

/// <summary>How far a task has come, and how it ended.</summary>
public enum TaskState
{
    /// <summary>Not completed: it waits, or it runs.</summary>
    Pending,

    /// <summary>Completed, and nothing says that it failed.</summary>
    Ok,

    /// <summary>Completed with an error: its own, its engine's, or the scheduler's.</summary>
    Error,

    /// <summary>Completed without having been run: the client aborted it.</summary>
    Aborted,
}

/// <summary>How a task's state shows in its record, for one in hand and for a question to the store: the two must agree.</summary>
internal static class TaskStates
{
    private const string StatusPath = "result_content.status";
    private const string Error = "error";
    private const string Aborted = "aborted";

    /// <summary>
    /// The state of a task, from the <c>status</c> of its reply as IPython's messaging has it. A reply that was logged
    /// without one has failed if the engine published an error.
    /// </summary>
    /// <seealso href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#request-reply"/>
    public static TaskState Of(DateTime? completed, Document resultContent, Document error)
    {
        var status = resultContent["status"];
        return completed is null ? TaskState.Pending
            : status == Aborted ? TaskState.Aborted
            : status == Error || (status == null && error != null) ? TaskState.Error
            : TaskState.Ok;
    }

    /// <summary>The filter of one of the states that a dict field tells.</summary>
    public static IReadOnlyDictionary<string, object?> Failed(TaskState state) => state == TaskState.Aborted
        ? new Dictionary<string, object?> { ["completed"] = Selection.NotNull, [StatusPath] = Aborted }
        : new Dictionary<string, object?>
        {
            ["completed"] = Selection.NotNull,
            ["$or"] = new Dictionary<string, object?>[]
            {
                new() { [StatusPath] = Error },
                new() { [StatusPath] = null, ["error"] = Selection.NotNull },
            },
        };
}
