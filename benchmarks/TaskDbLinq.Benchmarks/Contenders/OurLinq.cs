using System.Linq.Expressions;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A backend of ours, asked with LINQ. Where all keys are asked it would read the buffers too: one task, but no more.</summary>
internal sealed class OurLinq(ITaskDb db) : IContender
{
    public Func<int> Prepare(Asked asked) => asked.Question switch
    {
        Question.Id => () => db.Tasks.First(t => t.MsgId == asked.MsgId) is null ? 0 : 1,
        _ => Selecting(asked.Predicate()!, asked.Keys!),
    };

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Func<int> Selecting(Expression<Func<TaskRecord, bool>> predicate, string[] keys) => keys[^1] switch
    {
        "started" => () => db.Tasks.Where(predicate).Select(t => new { t.MsgId, t.Started }).ToList().Count,
        "result_header" => () => db.Tasks.Where(predicate).Select(t => new { t.MsgId, t.ResultHeader }).ToList().Count,
        _ => () => db.Tasks.Where(predicate).Select(t => t.MsgId).ToList().Count,
    };
}
