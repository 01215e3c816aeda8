using System.Collections.Immutable;

namespace TaskDbLinq;

/// <summary>How <see cref="ResubmitOperations"/> submits tasks again.</summary>
public sealed record ResubmitOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static ResubmitOptions Default { get; } = new();

    /// <summary>Who hands the new requests to whatever runs tasks. Default none: the tasks are only written.</summary>
    public ITaskSubmitter? Submitter { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>What was submitted again.</summary>
/// <param name="Tasks">The id of each original with the id of its new task, in the order of the originals.</param>
public sealed record ResubmitResult(ValueList<KeyValuePair<string, string>> Tasks);

/// <summary>A submission failed, and taking back what had been written for it failed too.</summary>
public sealed class ResubmitException : TaskDbLinqException
{
    internal ResubmitException(IEnumerable<string> msgIds, Exception submission, Exception undoing)
        : base(
            $"The submission failed ({submission.Message}), and the new tasks could not be taken back ({undoing.Message}).",
            new AggregateException(submission, undoing)) => MsgIds = [.. msgIds];

    /// <summary>The ids of the new tasks that may still be in the database, though nobody will run them.</summary>
    public ImmutableArray<string> MsgIds { get; }
}
