using System.Linq.Dynamic.Core;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>System.Linq.Dynamic.Core over tasks in memory: the predicate is text, parsed and compiled at each call.</summary>
internal sealed class DynamicLinq(TaskRecord[] tasks) : IContender
{
    private readonly IQueryable<TaskRecord> _tasks = tasks.AsQueryable();

    public Func<int> Prepare(Asked asked)
    {
        var ((predicate, values), keys) = (DynamicTexts.Of(asked), asked.TaskKeys);
        return () => _tasks.Where(predicate, values).AsEnumerable().Select(task => TaskRow.Of(task, keys)).ToList().Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
