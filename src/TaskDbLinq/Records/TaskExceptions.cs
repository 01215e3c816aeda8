using System.Collections.Immutable;

namespace TaskDbLinq;

/// <summary>A task was asked for, updated or dropped that is not in the database.</summary>
public class TaskNotFoundException : TaskDbLinqException
{
    /// <summary>No task of this id.</summary>
    public TaskNotFoundException(string msgId)
        : this(msgId, $"There is no task '{msgId}'.")
    {
    }

    /// <summary>No task of this id, for a reason of its own.</summary>
    public TaskNotFoundException(string msgId, string message)
        : base(message) => MsgId = msgId;

    /// <summary>None of these ids, of which there is at least one.</summary>
    public TaskNotFoundException(IReadOnlyList<string> msgIds)
        : this(
            msgIds[0],
            msgIds.Count == 1
                ? $"There is no task '{msgIds[0]}'."
                : $"There are no tasks {string.Join(", ", msgIds.Select(id => $"'{id}'"))}.") =>
        MsgIds = [.. msgIds];

    /// <summary>The id that was asked for; of several the first.</summary>
    public string MsgId { get; }

    /// <summary>All ids that were asked for and not found.</summary>
    public ImmutableArray<string> MsgIds => field.IsDefault ? [MsgId] : field;
}

/// <summary>Pending tasks were to be dropped, which would lose their results.</summary>
public sealed class TaskPendingException : TaskDbLinqException
{
    /// <summary>These tasks are pending; there is at least one.</summary>
    public TaskPendingException(IReadOnlyList<string> msgIds)
        : base(msgIds.Count == 1
            ? $"The task '{msgIds[0]}' is pending; nothing was dropped."
            : $"The tasks {string.Join(", ", msgIds.Select(id => $"'{id}'"))} are pending; nothing was dropped.") =>
        MsgIds = [.. msgIds];

    /// <summary>The ids of the pending tasks.</summary>
    public ImmutableArray<string> MsgIds { get; }
}

/// <summary>A task was added whose id is taken.</summary>
public sealed class DuplicateTaskException : TaskDbLinqException
{
    /// <summary>The id is taken.</summary>
    public DuplicateTaskException(string msgId, Exception? inner = null)
        : base($"There is a task '{msgId}' already.", inner) => MsgId = msgId;

    /// <summary>The id that is taken.</summary>
    public string MsgId { get; }
}

/// <summary>A backend that stores nothing was asked for something.</summary>
public sealed class NoDataException : TaskDbLinqException
{
    /// <summary>A backend without data.</summary>
    public NoDataException(string message)
        : base(message)
    {
    }
}

/// <summary>A database that is open for reading only was asked to change something.</summary>
public sealed class ReadOnlyTaskDbException : TaskDbLinqException
{
    /// <summary>The database can't be changed, for this reason.</summary>
    public ReadOnlyTaskDbException(string message)
        : base(message)
    {
    }
}

/// <summary>A database can't be opened or read: a file that is none, damage, a version that is too new, a lost server.</summary>
public class TaskDbException : TaskDbLinqException
{
    /// <summary>What is wrong with the database, in one sentence.</summary>
    public TaskDbException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
