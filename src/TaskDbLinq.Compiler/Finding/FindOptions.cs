namespace TaskDbLinq;

/// <summary>How questions are read that come as data: what they may name and cost. Immutable.</summary>
public sealed record FindOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static FindOptions Default { get; } = new();

    /// <summary>How the filter is read. Its allowed fields hold for the order and the projection, too.</summary>
    public FilterOptions Filter { get; init; } = FilterOptions.Default;

    /// <summary>The most that <c>limit</c> may be. Default 1,000.</summary>
    public int MaxLimit { get; init; } = 1_000;

    /// <summary>The most that <c>skip</c> may be, since a store reads what it skips; a cursor costs nothing. Default 100,000.</summary>
    public int MaxSkip { get; init; } = 100_000;

    /// <summary>How many keys an order may have. Default 8.</summary>
    public int MaxSortKeys { get; init; } = 8;

    /// <summary>How many fields a projection may name. Default 100.</summary>
    public int MaxFields { get; init; } = 100;

    /// <summary>The limit of a page whose question has none. Default 100.</summary>
    public int DefaultLimit { get; init; } = 100;

    /// <summary>
    /// The field that is different in every record, by which pages are told apart where the rest of the order is equal. Default the
    /// property that is marked with <c>[Key]</c>, or <c>Id</c>, or <c>MsgId</c> of a task.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// Names that a query string may have beside those of a question; all others are problems, so that a misspelt one is not ignored.
    /// </summary>
    public ValueList<string> OtherParameters { get; init; } = [];
}
