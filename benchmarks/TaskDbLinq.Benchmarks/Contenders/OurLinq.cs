using System.Linq.Expressions;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A backend of ours, asked with LINQ for the same fields.</summary>
internal sealed class OurLinq(ITaskDb db) : IContender
{
    /// <summary>Whether all fields are asked as the task itself: in memory its buffers cost nothing.</summary>
    public bool TakesTasks { get; init; }

    public Func<int> Prepare(Asked asked) => Selecting(asked.Predicate()!, asked.Keys);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Func<int> Selecting(Expression<Func<TaskRecord, bool>> predicate, string[]? keys) => keys?[^1] switch
    {
        null when TakesTasks => () => db.Tasks.Where(predicate).ToList().Count,
        null => () => db.Tasks.Where(predicate).Select(t => new
        {
            t.MsgId,
            t.Header,
            t.Metadata,
            t.Content,
            t.Submitted,
            t.ClientUuid,
            t.EngineUuid,
            t.Started,
            t.Completed,
            t.Resubmitted,
            t.Received,
            t.Label,
            t.ResultHeader,
            t.ResultMetadata,
            t.ResultContent,
            t.Queue,
            t.ExecuteInput,
            t.ExecuteResult,
            t.Error,
            t.Stdout,
            t.Stderr,
        }).ToList().Count,
        "started" => () => db.Tasks.Where(predicate).Select(t => new { t.MsgId, t.Started }).ToList().Count,
        "result_header" => () => db.Tasks.Where(predicate).Select(t => new { t.MsgId, t.ResultHeader }).ToList().Count,
        _ => () => db.Tasks.Where(predicate).Select(t => t.MsgId).ToList().Count,
    };
}
