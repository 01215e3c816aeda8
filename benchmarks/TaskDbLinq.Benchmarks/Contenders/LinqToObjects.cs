using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>LINQ to Objects over tasks in memory.</summary>
internal sealed class LinqToObjects(TaskRecord[] tasks) : IContender
{
    public Func<int> Prepare(Asked asked)
    {
        var predicate = asked.Predicate()!.Compile();
        var keys = asked.TaskKeys;
        return () => tasks.Where(predicate).Select(task => TaskRow.Of(task, keys)).ToList().Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
