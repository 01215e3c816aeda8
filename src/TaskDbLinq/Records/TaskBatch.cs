using System.Collections.Immutable;

namespace TaskDbLinq;

/// <summary>Several changes that belong together: first the adds, then the updates, then the drops.</summary>
public sealed record TaskBatch
{
    /// <summary>The tasks to add.</summary>
    public ImmutableArray<TaskRecord> Adds { get; init; } = [];

    /// <summary>The ids of the tasks to update, each with its new values.</summary>
    public ImmutableArray<KeyValuePair<string, TaskUpdate>> Updates { get; init; } = [];

    /// <summary>The ids of the tasks to drop.</summary>
    public ImmutableArray<string> Drops { get; init; } = [];

    /// <summary>The batch that adds these tasks.</summary>
    public static TaskBatch Add(params IEnumerable<TaskRecord> tasks) => new() { Adds = [.. tasks] };
}
