using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary><c>count</c>: how many records a group has.</summary>
internal sealed class CountAggregate : GroupAggregate
{
    public override string Name => "count";

    internal override GroupState Start() => new State();

    private sealed class State : GroupState
    {
        private long _count;

        public override DocumentValue Result => DocumentInt.Narrowest(_count);

        public override void Add(DocumentValue value) => _count++;

        public override void Add(GroupPart part) => _count += part.Count;
    }
}
