using System.Text.Json.Serialization;

namespace TaskDbLinq;

/// <summary>How far a task has come, and how it ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskState>))]
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
