namespace TaskDbLinq;

/// <summary>
/// A whole question as data, the one that every store is asked: which records, in what order, how many to leave out at the start, and how
/// many at most. <see cref="FindQuery"/> names fields by paths, and so asks any record type; a question that is bound to a record type
/// names the fields themselves. Immutable.
/// </summary>
/// <typeparam name="TField">What names a field.</typeparam>
public abstract record Find<TField>
    where TField : notnull
{
    internal Find()
    {
    }

    /// <summary>Which records. Default all.</summary>
    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>In what order; records that are equal in it come in any order. Default none.</summary>
    public ValueList<SortKey<TField>> Sort { get; init; } = [];

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
