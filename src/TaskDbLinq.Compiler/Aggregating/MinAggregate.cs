namespace TaskDbLinq.Aggregating;

/// <summary><c>min</c>: the least value by BSON's order; null and what is missing are left out.</summary>
internal sealed class MinAggregate : GroupAggregate
{
    public override string Name => "min";

    internal override GroupState Start() => new ExtremeState(-1);
}
