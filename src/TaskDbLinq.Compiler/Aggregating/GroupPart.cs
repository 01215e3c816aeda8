using System.Numerics;

namespace TaskDbLinq.Aggregating;

/// <summary>What a store has computed of several records of a group, for a <see cref="GroupState"/> to go on with.</summary>
internal readonly record struct GroupPart()
{
    /// <summary>How many records there are.</summary>
    public long Count { get; init; }

    /// <summary>How many numbers are in the sums.</summary>
    public long Numbers { get; init; }

    /// <summary>The sum of the whole numbers.</summary>
    public BigInteger Whole { get; init; }

    /// <summary>The sum of the doubles, and what rounding cut off of it; null where there are none.</summary>
    public (double Sum, double Lost)? Double { get; init; }

    /// <summary>Values that are in no sum.</summary>
    public IReadOnlyList<DocumentValue> Values { get; init; } = [];
}
