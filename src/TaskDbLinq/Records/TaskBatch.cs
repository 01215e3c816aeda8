namespace TaskDbLinq;

/// <summary>Several changes that belong together: first the adds, then the updates, then the drops.</summary>
public sealed record TaskBatch
{
    /// <summary>The tasks to add.</summary>
    public ValueList<TaskRecord> Adds { get; init; } = [];

    /// <summary>The ids of the tasks to update, each with its new values.</summary>
    public ValueList<KeyValuePair<string, TaskUpdate>> Updates { get; init; } = [];

    /// <summary>The ids of the tasks to drop.</summary>
    public ValueList<string> Drops { get; init; } = [];

    /// <summary>The batch that adds these tasks.</summary>
    public static TaskBatch Add(params IEnumerable<TaskRecord> tasks) => new() { Adds = [.. tasks] };
}
