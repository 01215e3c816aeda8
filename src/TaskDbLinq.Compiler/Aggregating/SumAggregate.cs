using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary><c>sum</c>: the sum of the numbers; zero where there are none.</summary>
internal sealed class SumAggregate : GroupAggregate
{
    public override string Name => "sum";

    internal override bool TakesNumbers => true;

    internal override GroupState Start() => new State();

    private sealed class State : GroupState
    {
        private readonly ExactSum _sum = new();

        public override DocumentValue Result => _sum.Total;

        public override void Add(DocumentValue value) => _sum.Add(value);

        public override void Add(GroupPart part) => _sum.Add(part);
    }
}
