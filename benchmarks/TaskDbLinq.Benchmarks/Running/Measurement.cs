namespace TaskDbLinq.Benchmarks.Running;

/// <summary>What was measured of one case, by whatever measured it.</summary>
/// <param name="Group">Such as MemoryQueries: what is compared with each other.</param>
/// <param name="Work">What was done.</param>
/// <param name="Contender">Who did it.</param>
/// <param name="Tasks">Over how many tasks; zero where that means nothing.</param>
/// <param name="Nanoseconds">The median of how long it took; null where that was not measured.</param>
/// <param name="Bytes">How much memory it allocated, or took; null where that was not measured.</param>
internal sealed record Measurement(string Group, string Work, string Contender, int Tasks, double? Nanoseconds, double? Bytes)
{
    /// <summary>How long it took in each round, of those who were measured in turn; null for others.</summary>
    public double[]? Rounds { get; init; }
}
