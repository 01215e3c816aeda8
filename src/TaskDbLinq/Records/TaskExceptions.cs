namespace TaskDbLinq;

/// <summary>A task was asked for, updated or dropped that is not in the database.</summary>
public class TaskNotFoundException : KeyNotFoundException
{
    /// <summary>No task of this id.</summary>
    public TaskNotFoundException(string msgId)
        : this(msgId, $"There is no task '{msgId}'.")
    {
    }

    /// <summary>No task of this id, for a reason of its own.</summary>
    public TaskNotFoundException(string msgId, string message)
        : base(message) => MsgId = msgId;

    /// <summary>The id that was asked for.</summary>
    public string MsgId { get; }
}

/// <summary>A task was added whose id is taken.</summary>
public sealed class DuplicateTaskException : InvalidOperationException
{
    /// <summary>The id is taken.</summary>
    public DuplicateTaskException(string msgId, Exception? inner = null)
        : base($"There is a task '{msgId}' already.", inner) => MsgId = msgId;

    /// <summary>The id that is taken.</summary>
    public string MsgId { get; }
}

/// <summary>A backend that stores nothing was asked for something.</summary>
public sealed class NoDataException : KeyNotFoundException
{
    /// <summary>A backend without data.</summary>
    public NoDataException(string message)
        : base(message)
    {
    }
}

/// <summary>A database that is open for reading only was asked to change something.</summary>
public sealed class ReadOnlyTaskDbException : InvalidOperationException
{
    /// <summary>The database can't be changed, for this reason.</summary>
    public ReadOnlyTaskDbException(string message)
        : base(message)
    {
    }
}

/// <summary>A database can't be opened or read: a file that is none, damage, a version that is too new, a lost server.</summary>
public class TaskDbException : IOException
{
    /// <summary>What is wrong with the database, in one sentence.</summary>
    public TaskDbException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
