namespace TaskDbLinq;

/// <summary>Figures about some tasks.</summary>
public sealed record TaskStats
{
    /// <summary>How many tasks there are.</summary>
    public required long Total { get; init; }

    /// <summary>How many are in each state; every state is there. They sum up to <see cref="Total"/>.</summary>
    public required ValueMap<TaskState, long> States { get; init; }

    /// <summary>How many of the pending ones an engine has started.</summary>
    public required long Running { get; init; }

    /// <summary>How many each engine has or had; an empty string stands for none.</summary>
    public required ValueMap<string, long> Engines { get; init; }

    /// <summary>How many each client submitted; an empty string stands for none.</summary>
    public required ValueMap<string, long> Clients { get; init; }

    /// <summary>How many went through each queue; an empty string stands for none.</summary>
    public required ValueMap<string, long> Queues { get; init; }

    /// <summary>From submission to start.</summary>
    public required DurationStats QueueTime { get; init; }

    /// <summary>From start to completion.</summary>
    public required DurationStats RunTime { get; init; }

    /// <summary>From submission to completion.</summary>
    public required DurationStats TotalTime { get; init; }

    /// <summary>When the first of them was submitted, UTC; null when none was.</summary>
    public required DateTime? FirstSubmitted { get; init; }

    /// <summary>When the last of them was submitted, UTC; null when none was.</summary>
    public required DateTime? LastSubmitted { get; init; }

    /// <summary>How much the buffers hold; null when it was not asked for.</summary>
    public ByteStats? Bytes { get; init; }
}

/// <summary>Durations of the tasks of which both ends are known.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Median">Half of them are at most this long; null when there are none.</param>
/// <param name="Percentile95">95 of 100 are at most this long; null when there are none.</param>
/// <param name="Max">The longest; null when there are none.</param>
/// <remarks>Percentiles are by nearest rank: each is a duration that some task had.</remarks>
public sealed record DurationStats(long Count, TimeSpan? Median, TimeSpan? Percentile95, TimeSpan? Max)
{
    /// <summary>Sorts the durations in place.</summary>
    internal static DurationStats Of(List<TimeSpan> durations)
    {
        durations.Sort();
        return durations.Count == 0
            ? new DurationStats(0, null, null, null)
            : new DurationStats(durations.Count, AtRank(durations, 50), AtRank(durations, 95), durations[^1]);
    }

    private static TimeSpan AtRank(List<TimeSpan> sorted, int percent) => sorted[(int)((((long)sorted.Count * percent) + 99) / 100) - 1];
}

/// <summary>How many bytes the buffers of some tasks hold.</summary>
/// <param name="Requests">Those of the requests.</param>
/// <param name="Results">Those of the results.</param>
public sealed record ByteStats(long Requests, long Results)
{
    /// <summary>Both together.</summary>
    public long Total => Requests + Results;
}
