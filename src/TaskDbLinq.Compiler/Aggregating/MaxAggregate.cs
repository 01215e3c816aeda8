namespace TaskDbLinq.Aggregating;

/// <summary><c>max</c>: the greatest value by BSON's order; null and what is missing are left out.</summary>
internal sealed class MaxAggregate : GroupAggregate
{
    public override string Name => "max";

    internal override GroupState Start() => new ExtremeState(1);
}
