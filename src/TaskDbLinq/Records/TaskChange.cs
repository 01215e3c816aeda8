namespace TaskDbLinq;

/// <summary>What happened to a task.</summary>
public enum TaskChangeKind
{
    /// <summary>The task was added.</summary>
    Added,

    /// <summary>Fields of the task were set.</summary>
    Updated,

    /// <summary>The task was dropped; without an id, all tasks that a filter selected were.</summary>
    Dropped,

    /// <summary>The watcher was too slow, and changes are missing here: what it knows has to be read again.</summary>
    Missed,
}

/// <summary>A change of a task database.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="MsgId">The task; null where it isn't known which.</param>
public sealed record TaskChange(TaskChangeKind Kind, string? MsgId = null);
