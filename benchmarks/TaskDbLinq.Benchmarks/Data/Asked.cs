using System.Linq.Expressions;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Data;

/// <summary>A question over so many generated tasks, as a dictionary, as LINQ, and with the number of rows that are right.</summary>
internal sealed class Asked(Question question, int tasks)
{
    private static readonly string[] WithStart = ["msg_id", "started"];

    public Question Question => question;

    public string MsgId { get; } = GeneratedTasks.Id(tasks / 2);

    public string First { get; } = GeneratedTasks.Id(0);

    public string Client { get; } = GeneratedTasks.Client(2);

    public string[] Engines { get; } = [GeneratedTasks.Engine(3), GeneratedTasks.Engine(4)];

    /// <summary>The moments that the question is about; one that it does not need is the start.</summary>
    public DateTime From { get; } = At(
        question switch { Question.Recent => tasks / 10 * 9, Question.Range => tasks / 5, Question.Hundred => tasks / 2, _ => 0 });

    public DateTime Until { get; } = At(
        question switch { Question.Others => tasks / 10, Question.Range => tasks / 5 * 2, _ => (tasks / 2) + 100 });

    /// <summary>The asked keys; null for all but the buffers.</summary>
    public string[]? Keys => question switch
    {
        Question.Id or Question.Recent or Question.Others => null,
        Question.Engines => ["msg_id", "result_header"],
        Question.DictField or Question.Array => ["msg_id"],
        _ => WithStart,
    };

    public TaskKeys TaskKeys => TaskKeys.Of(Keys);

    public Dictionary<string, object?> Filter() => question switch
    {
        Question.Id => new() { ["msg_id"] = MsgId },
        Question.Pending => new() { ["completed"] = null },
        Question.Recent => new() { ["started"] = Where("$gte", From), ["client_uuid"] = Client },
        Question.Others => new() { ["started"] = Where("$lt", Until), ["client_uuid"] = Where("$ne", Client) },
        Question.Range => new() { ["submitted"] = Where("$gte", From), ["started"] = Where("$lt", Until) },
        Question.Hundred => new() { ["submitted"] = new Dictionary<string, object?> { ["$gte"] = From, ["$lt"] = Until } },
        Question.Engines => new() { ["engine_uuid"] = Where("$in", Engines) },
        Question.DictField => new() { ["header.msg_type"] = "execute_request" },
        _ => new() { ["metadata.after"] = First },
    };

    /// <summary>Null where LINQ on a dict field has no short form.</summary>
    public Expression<Func<TaskRecord, bool>>? Predicate() => question switch
    {
        Question.Id => t => t.MsgId == MsgId,
        Question.Pending => t => t.Completed == null,
        Question.Recent => t => t.Started >= From && t.ClientUuid == Client,
        Question.Others => t => t.Started < Until && t.ClientUuid != Client,
        Question.Range => t => t.Submitted >= From && t.Started < Until,
        Question.Hundred => t => t.Submitted >= From && t.Submitted < Until,
        Question.Engines => t => Engines.Contains(t.EngineUuid),
        Question.DictField => t => t.Header["msg_type"] == "execute_request",
        _ => null,
    };

    /// <summary>How many rows are right, counted by the numbers that the tasks were made from.</summary>
    public int Rows() => Enumerable.Range(0, tasks).Count(n => question switch
    {
        Question.Id => n == tasks / 2,
        Question.Pending => GeneratedTasks.IsPending(n),
        Question.Recent => At(n + 1) >= From && GeneratedTasks.Client(n) == Client,
        Question.Others => At(n + 1) < Until && GeneratedTasks.Client(n) != Client,
        Question.Range => At(n) >= From && At(n + 1) < Until,
        Question.Hundred => At(n) >= From && At(n) < Until,
        Question.Engines => Engines.Contains(GeneratedTasks.Engine(n)),
        Question.DictField => GeneratedTasks.IsExecute(n),
        _ => GeneratedTasks.FollowsFirst(n),
    });

    private static DateTime At(int n) => GeneratedTasks.Start.AddSeconds(n);

    private static Dictionary<string, object?> Where(string name, object value) => new() { [name] = value };
}
