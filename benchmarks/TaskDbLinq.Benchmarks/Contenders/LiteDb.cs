using LiteDB;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>LiteDB: documents in a file of its own, with the same fields indexed.</summary>
internal sealed class LiteDb(LiteDatabase db) : IContender
{
    private readonly ILiteCollection<BsonDocument> _tasks = db.GetCollection("tasks");

    public Func<int> Prepare(Asked asked)
    {
        var (condition, values) = asked.Question switch
        {
            Question.Id => ("_id = @0", new BsonValue[] { asked.MsgId }),
            Question.Pending => ("completed = null", []),
            Question.Recent => ("started >= @0 AND client_uuid = @1", [asked.From, asked.Client]),
            Question.Others => ("started < @0 AND client_uuid != @1", [asked.Until, asked.Client]),
            Question.Range => ("submitted >= @0 AND started < @1", [asked.From, asked.Until]),
            Question.Hundred => ("submitted >= @0 AND submitted < @1", [asked.From, asked.Until]),
            Question.Engines => ("engine_uuid IN @0", [new BsonArray(asked.Engines.Select(engine => new BsonValue(engine)))]),
            Question.DictField => ("header.msg_type = @0", ["execute_request"]),
            _ => ("metadata.after[*] ANY = @0", [asked.First]),
        };
        var keys = asked.Keys is { } some
            ? $"{{{string.Join(", ", some.Select(key => key == "msg_id" ? "msg_id: $._id" : $"{key}: $.{key}"))}}}"
            : "$";
        var filter = BsonExpression.Create(condition, values);
        return () => _tasks.Query().Where(filter).Select(BsonExpression.Create(keys)).ToList().Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
