namespace TaskDbLinq;

/// <summary>Which of some tasks are pending and which are completed.</summary>
/// <param name="Pending">The ids of those that are not completed, in the order asked for.</param>
/// <param name="Completed">The ids of those that are, in the order asked for; they may have failed.</param>
public sealed record ResultStatus(ValueList<string> Pending, ValueList<string> Completed);
