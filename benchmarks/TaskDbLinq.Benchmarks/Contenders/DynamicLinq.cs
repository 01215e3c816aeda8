using System.Linq.Dynamic.Core;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>System.Linq.Dynamic.Core over tasks in memory: the predicate is text, parsed and compiled at each call.</summary>
internal sealed class DynamicLinq(TaskRecord[] tasks) : IContender
{
    private readonly IQueryable<TaskRecord> _tasks = tasks.AsQueryable();

    public Func<int> Prepare(Asked asked) => asked.Question switch
    {
        Question.Id => Ask(asked, "MsgId == @0", asked.MsgId),
        Question.Pending => Ask(asked, "Completed == null"),
        Question.Recent => Ask(asked, "Started >= @0 and ClientUuid == @1", asked.From, asked.Client),
        Question.Others => Ask(asked, "Started < @0 and ClientUuid != @1", asked.Until, asked.Client),
        Question.Range => Ask(asked, "Submitted >= @0 and Started < @1", asked.From, asked.Until),
        Question.Hundred => Ask(asked, "Submitted >= @0 and Submitted < @1", asked.From, asked.Until),
        Question.Engines => Ask(asked, "EngineUuid in @0", (object)asked.Engines),
        _ => throw new NotSupportedException($"{asked.Question}"),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Func<int> Ask(Asked asked, string predicate, params object[] values)
    {
        var keys = asked.TaskKeys;
        return () => _tasks.Where(predicate, values).AsEnumerable().Select(task => TaskRow.Of(task, keys)).ToList().Count;
    }
}
