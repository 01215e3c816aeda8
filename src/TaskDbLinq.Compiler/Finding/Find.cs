namespace TaskDbLinq;

/// <summary>
/// What every question has, as data: which records, how many to leave out at the start, and how many at most.
/// <see cref="FindQuery"/> asks any record type, by the names of its fields. Immutable.
/// </summary>
public abstract record Find
{
    internal Find()
    {
    }

    /// <summary>Which records. Default all.</summary>
    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>How many records to leave out at the start, zero or more.</summary>
    public int Skip
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Skip is zero or more.");
    }

    /// <summary>How many records at most, zero or more; null for all, or for a page its default.</summary>
    public int? Limit
    {
        get;
        init =>
            field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Limit is zero or more.");
    }
}
