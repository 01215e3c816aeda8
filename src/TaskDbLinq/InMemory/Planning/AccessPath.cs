using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>A way to the candidates of a predicate: an index with the values to look up. The predicate still tests each.</summary>
internal abstract class AccessPath(string name, IReadOnlyList<int> answers)
{
    /// <summary>No estimate: the values at hand can't be looked up.</summary>
    public const int Unusable = int.MaxValue;

    /// <summary>The index, as <see cref="PlanDescription"/> shows it.</summary>
    public string Name { get; } = name;

    /// <summary>The parts of the predicate, by place, that the index answers.</summary>
    public IReadOnlyList<int> Answers { get; } = answers;

    /// <summary>Whether estimating may have to sort, so that it is worth it only where nothing cheaper serves.</summary>
    public virtual bool IsLazy => false;

    /// <summary>About how many candidates there are; never less than there are.</summary>
    public abstract int Estimate(Snapshot snapshot, Captured[] values);

    /// <summary>The slots of the candidates, each once; some may be dead or newer than the snapshot.</summary>
    public abstract SlotCursor Slots(Snapshot snapshot, Captured[] values);
}

/// <summary>Nothing can match.</summary>
internal sealed class NothingPath(IReadOnlyList<int> answers) : AccessPath("nothing", answers)
{
    public override int Estimate(Snapshot snapshot, Captured[] values) => 0;

    public override SlotCursor Slots(Snapshot snapshot, Captured[] values) => new RunCursor([], 0, 0, 0, 0);
}

/// <summary>The chain of tasks that are not completed.</summary>
internal sealed class PendingPath(IReadOnlyList<int> answers) : AccessPath("completed is null", answers)
{
    public override int Estimate(Snapshot snapshot, Captured[] values) => snapshot.Table.Pending.Estimate(0);

    public override SlotCursor Slots(Snapshot snapshot, Captured[] values) => new ChainCursor(snapshot.Table.Pending, 0);
}
