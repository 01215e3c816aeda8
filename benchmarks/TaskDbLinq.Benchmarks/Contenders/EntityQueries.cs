using System.Linq.Expressions;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>The questions as LINQ over mapped rows, the same for EF Core and linq2db.</summary>
internal static class EntityQueries
{
    /// <summary>Not for what is inside a dict field: a mapped row has it as text.</summary>
    public static Expression<Func<TaskEntity, bool>> Predicate(Asked asked) => asked.Question switch
    {
        Question.Id => t => t.MsgId == asked.MsgId,
        Question.Pending => t => t.Completed == null,
        Question.Recent => t => t.Started >= asked.From && t.ClientUuid == asked.Client,
        Question.Others => t => t.Started < asked.Until && t.ClientUuid != asked.Client,
        Question.Range => t => t.Submitted >= asked.From && t.Started < asked.Until,
        Question.Hundred => t => t.Submitted >= asked.From && t.Submitted < asked.Until,
        Question.Engines => t => asked.Engines.Contains(t.EngineUuid),
        _ => throw new NotSupportedException($"{asked.Question}"),
    };

    /// <summary>Reads the asked keys of the rows.</summary>
    public static int Read(IQueryable<TaskEntity> rows, string[]? keys) => keys?[^1] switch
    {
        "started" => rows.Select(t => new { t.MsgId, t.Started }).ToList().Count,
        "result_header" => rows.Select(t => new { t.MsgId, t.ResultHeader }).ToList().Count,
        _ => rows.ToList().Count,
    };
}
