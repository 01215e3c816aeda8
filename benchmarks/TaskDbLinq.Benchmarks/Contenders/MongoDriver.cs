using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>The driver alone, with a filter and a projection written by hand.</summary>
internal sealed class MongoDriver(IMongoCollection<BsonDocument> tasks) : IContender
{
    public Func<int> Prepare(Asked asked)
    {
        var keys = asked.Keys;
        return () => tasks.Find(Filter(asked)).Project(Projection(keys)).ToList().Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static BsonDocument Filter(Asked asked) => asked.Question switch
    {
        Question.Id => new("msg_id", asked.MsgId),
        Question.Pending => new("completed", BsonNull.Value),
        Question.Recent => new() { { "started", new BsonDocument("$gte", asked.From) }, { "client_uuid", asked.Client } },
        Question.Others =>
            new() { { "started", new BsonDocument("$lt", asked.Until) }, { "client_uuid", new BsonDocument("$ne", asked.Client) } },
        Question.Range =>
            new() { { "submitted", new BsonDocument("$gte", asked.From) }, { "started", new BsonDocument("$lt", asked.Until) } },
        Question.Hundred => new("submitted", new BsonDocument { { "$gte", asked.From }, { "$lt", asked.Until } }),
        Question.Engines => new("engine_uuid", new BsonDocument("$in", new BsonArray(asked.Engines))),
        Question.DictField => new("header.msg_type", "execute_request"),
        _ => new("metadata.after", asked.First),
    };

    private static BsonDocument Projection(string[]? keys) => keys is null
        ? new BsonDocument { { "_id", 0 }, { "buffers", 0 }, { "result_buffers", 0 } }
        : new BsonDocument(keys.Select(key => new BsonElement(key, 1)).Prepend(new BsonElement("_id", 0)));
}
