using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>When each step of a task was, UTC; null for a step that was not, or was not logged.</summary>
/// <param name="Submitted">When the client submitted it.</param>
/// <param name="Started">When an engine started it; IPython's hub logs this only with the reply.</param>
/// <param name="Completed">When the engine had completed it.</param>
/// <param name="Received">When the hub received the result.</param>
public sealed record TaskTiming(DateTime? Submitted, DateTime? Started, DateTime? Completed, DateTime? Received)
{
    /// <summary>From submission to start; null while one of them is not known.</summary>
    /// <remarks>Client and engine have clocks of their own: the difference may be off by theirs, and even negative.</remarks>
    public TimeSpan? QueueTime => Started - Submitted;

    /// <summary>From start to completion, by the engine's one clock.</summary>
    public TimeSpan? RunTime => Completed - Started;

    /// <summary>From submission to completion.</summary>
    /// <inheritdoc cref="QueueTime" path="/remarks"/>
    public TimeSpan? TotalTime => Completed - Submitted;

    internal static TaskTiming Of(TaskRow row) => new(
        (DateTime?)row[TaskKey.Submitted],
        (DateTime?)row[TaskKey.Started],
        (DateTime?)row[TaskKey.Completed],
        (DateTime?)row[TaskKey.Received]);
}
