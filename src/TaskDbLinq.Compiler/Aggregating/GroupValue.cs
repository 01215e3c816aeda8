namespace TaskDbLinq;

/// <summary>One value of each group: what it is called, and what it is computed of.</summary>
/// <param name="Name">The name in the answer.</param>
/// <param name="Aggregate">What is computed.</param>
/// <param name="Field">The field, as a dotted path; null for <see cref="GroupAggregate.Count"/>.</param>
public sealed record GroupValue(string Name, GroupAggregate Aggregate, string? Field = null);
