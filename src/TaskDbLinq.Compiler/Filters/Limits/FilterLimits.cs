namespace TaskDbLinq;

/// <summary>What a query may cost at most; a query beyond a limit is refused with a <see cref="QueryException"/>.</summary>
public sealed record FilterLimits
{
    /// <summary>The limits that hold when none are given.</summary>
    public static FilterLimits Default { get; } = new();

    /// <summary>How deep operators and documents may nest. Default 32.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>How many fields and conditions a filter may have in all. Default 10,000.</summary>
    public int Nodes { get; init; } = 10_000;

    /// <summary>How many values a list such as <c>$in</c>'s may have. Default 100,000.</summary>
    public int ListLength { get; init; } = 100_000;

    /// <summary>How many characters a field name may have. Default 1,000.</summary>
    public int NameLength { get; init; } = 1_000;

    /// <summary>How many characters a pattern may have. Default 4,096.</summary>
    public int PatternLength { get; init; } = 4_096;

    /// <summary>How long a pattern may run on one value. Default one second.</summary>
    public TimeSpan PatternTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
