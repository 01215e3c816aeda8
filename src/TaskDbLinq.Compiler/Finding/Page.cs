namespace TaskDbLinq;

/// <summary>A page of an answer.</summary>
/// <typeparam name="T">What a record is shown as.</typeparam>
/// <param name="Items">The records, in order.</param>
/// <param name="Next">The cursor of the next page, for <see cref="FindQuery.After"/>; null when this page is the last one.</param>
/// <param name="Total">How many records the filter finds in all; null where that was not asked.</param>
public sealed record Page<T>(ValueList<T> Items, string? Next, long? Total);
