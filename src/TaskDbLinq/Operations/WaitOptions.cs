namespace TaskDbLinq;

/// <summary>What is waited for.</summary>
public enum WaitGoal
{
    /// <summary>Everything that the query selects is completed; nothing selected counts as that.</summary>
    Completed,

    /// <summary>The query selects nothing.</summary>
    NothingSelected,
}

/// <summary>How <see cref="WaitOperations"/> waits.</summary>
public sealed record WaitOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static WaitOptions Default { get; } = new();

    /// <summary>How long to wait at most, zero or more; zero looks once. Null, the default, waits for ever.</summary>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is null || value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Timeout is zero or more, or null.");
    }

    /// <summary>
    /// What a query is waited for; ids are waited for until they are completed. Default <see cref="WaitGoal.Completed"/>.
    /// </summary>
    public WaitGoal Goal { get; init; } = WaitGoal.Completed;

    /// <summary>Receives a report of the first look and of each one that found something changed. Default none.</summary>
    public IProgress<WaitProgress>? Progress { get; init; }

    /// <summary>The pause after a look that found something changed, more than zero. Default 50 ms.</summary>
    public TimeSpan FirstPause
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "FirstPause is more than zero.");
    } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest pause: each look that finds nothing changed doubles the pause up to it. Default 2 s.</summary>
    public TimeSpan LongestPause
    {
        get;
        init => field = value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "LongestPause is more than zero.");
    } = TimeSpan.FromSeconds(2);

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>How far a wait has come.</summary>
/// <param name="Selected">How many tasks are waited for.</param>
/// <param name="Remaining">How many of them still keep it waiting.</param>
/// <param name="Elapsed">How long it has waited.</param>
public readonly record struct WaitProgress(long Selected, long Remaining, TimeSpan Elapsed)
{
    /// <summary>How many keep it waiting no more.</summary>
    public long Done => Selected - Remaining;
}
