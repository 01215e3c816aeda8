using System.Collections.Frozen;
using TaskDbLinq.Aggregating;

namespace TaskDbLinq;

/// <summary>
/// What is computed of the records of a group, with MongoDB's meaning: <see cref="Sum"/> and <see cref="Average"/> take numbers and
/// leave out everything else, <see cref="Min"/> and <see cref="Max"/> leave out null and what is missing, and compare values of
/// different types by BSON's order of types.
/// </summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/aggregation/group/"/>
public abstract class GroupAggregate
{
    private protected GroupAggregate()
    {
    }

    /// <summary>How many records there are. It takes no field.</summary>
    public static GroupAggregate Count { get; } = new CountAggregate();

    /// <summary>The sum of the numbers; zero where there are none.</summary>
    public static GroupAggregate Sum { get; } = new SumAggregate();

    /// <summary>The mean of the numbers; null where there are none.</summary>
    public static GroupAggregate Average { get; } = new AverageAggregate();

    /// <summary>The least value; null where there are none.</summary>
    public static GroupAggregate Min { get; } = new MinAggregate();

    /// <summary>The greatest value; null where there are none.</summary>
    public static GroupAggregate Max { get; } = new MaxAggregate();

    /// <summary>The aggregates by name.</summary>
    internal static FrozenDictionary<string, GroupAggregate> ByName { get; } =
        new[] { Count, Sum, Average, Min, Max }.ToFrozenDictionary(aggregate => aggregate.Name, StringComparer.Ordinal);

    /// <summary>The name as a question has it: <c>count</c>, <c>sum</c>, <c>avg</c>, <c>min</c> or <c>max</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it is computed of numbers only, so that a field that holds none is refused.</summary>
    internal virtual bool TakesNumbers => false;

    /// <summary>Begins a group.</summary>
    internal abstract GroupState Start();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
