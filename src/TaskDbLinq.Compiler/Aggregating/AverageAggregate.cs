using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary><c>avg</c>: the mean of the numbers; null where there are none.</summary>
internal sealed class AverageAggregate : GroupAggregate
{
    public override string Name => "avg";

    internal override bool TakesNumbers => true;

    internal override GroupState Start() => new State();

    private sealed class State : GroupState
    {
        private readonly ExactSum _sum = new();

        public override DocumentValue Result => _sum.Mean;

        public override void Add(DocumentValue value) => _sum.Add(value);

        public override void Add(GroupPart part) => _sum.Add(part);
    }
}
