namespace TaskDbLinq;

/// <summary>Which engine has how many tasks.</summary>
/// <param name="Engines">The engines that have or had tasks, ordered by their id.</param>
/// <param name="Unassigned">How many tasks wait for an engine.</param>
/// <param name="CompletedWithoutEngine">How many were completed without one: the scheduler failed them, or their client aborted
/// them.</param>
public sealed record QueueStatus(ValueList<EngineQueue> Engines, long Unassigned, long CompletedWithoutEngine);

/// <summary>The tasks of one engine.</summary>
/// <param name="EngineUuid">The engine.</param>
/// <param name="Queued">How many were given to it and not started.</param>
/// <param name="Running">How many it has started and not completed.</param>
/// <param name="Completed">How many it has completed.</param>
/// <remarks>
/// IPython's hub logs <c>started</c> only with the reply: in its databases a running task counts as queued.
/// </remarks>
public sealed record EngineQueue(string EngineUuid, long Queued, long Running, long Completed);
