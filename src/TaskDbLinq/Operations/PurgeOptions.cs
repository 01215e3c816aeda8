namespace TaskDbLinq;

/// <summary>How <see cref="PurgeOperations"/> drops tasks.</summary>
public sealed record PurgeOptions
{
    /// <summary>The options that hold when none are given: completed tasks only, for real.</summary>
    public static PurgeOptions Default { get; } = new();

    /// <summary>Whether to drop pending tasks too; their results are lost. Default false.</summary>
    public bool IncludePending { get; init; }

    /// <summary>Whether to say only what would be dropped. Default false.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What a purge dropped.</summary>
/// <param name="MsgIds">The ids of the tasks that were dropped, or in a dry run would be.</param>
/// <param name="NotFound">Of the ids that were given, those that were not in the database; they are no error.</param>
/// <param name="IsDryRun">Whether nothing was dropped in truth.</param>
public sealed record PurgeResult(ValueList<string> MsgIds, ValueList<string> NotFound, bool IsDryRun);
