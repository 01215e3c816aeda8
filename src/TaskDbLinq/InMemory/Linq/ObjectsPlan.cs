using TaskDbLinq.Compiling.Building;
using TaskDbLinq.InMemory.Planning;
using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Linq;

/// <summary>What is done for the queries of one shape.</summary>
/// <param name="Sources">What is asked of the tasks, each over the indexes it can use.</param>
/// <param name="Run">What is done with the sources; null when the answer is the first of them.</param>
internal sealed record ObjectsPlan(IReadOnlyList<LinqSource> Sources, Delegate? Run);

/// <summary>Tasks that a query selects, orders and pages.</summary>
/// <param name="Find">Which tasks, and in what order.</param>
/// <param name="Skip">Where among the query's values the number of tasks to leave out is; -1 for none.</param>
/// <param name="Limit">Where the number of tasks at most is; -1 for all.</param>
internal sealed record LinqSource(TaskFind Find, int Skip, int Limit)
{
    public IEnumerable<TaskRecord> Run(Snapshot snapshot, Captured[] values) =>
        Find.Run(snapshot, values, Number(values, Skip) ?? 0, Number(values, Limit));

    private static int? Number(Captured[] values, int place) => place < 0 ? null : ((Captured<int>)values[place]).Operand;
}
