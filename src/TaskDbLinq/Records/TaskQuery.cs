using System.Collections.Immutable;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>A whole question to a task database: which tasks, which of their keys, in what order, how many.</summary>
public sealed record TaskQuery
{
    /// <summary>Which tasks. Default all.</summary>
    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>Which of their keys. Default all but the buffers.</summary>
    public TaskKeys Keys { get; init; } = TaskKeys.Default;

    /// <summary>In what order; tasks that are equal in it come in any order. Default none.</summary>
    public ImmutableArray<TaskSort> Sort { get; init; } = [];

    /// <summary>How many tasks to leave out at the start, zero or more.</summary>
    public int Skip
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Skip is zero or more.");
    }

    /// <summary>How many tasks at most, zero or more; null for all.</summary>
    public int? Limit
    {
        get;
        init =>
            field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Limit is zero or more.");
    }
}
