using LiteDB;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>LiteDB's files: a document a task, its id as <c>_id</c>, the fields indexed that our layout indexes.</summary>
internal static class LiteFiles
{
    private static readonly string[] Indexed = ["completed", "engine_uuid", "client_uuid", "started", "submitted", "queue"];

    public static LiteDatabase Open(string file)
    {
        var db = new LiteDatabase(file) { UtcDate = true };
        foreach (var field in Indexed)
        {
            db.GetCollection("tasks").EnsureIndex(field);
        }

        return db;
    }

    public static BsonDocument Document(TaskRecord task)
    {
        var document = new BsonDocument { ["_id"] = task.MsgId };
        foreach (var field in TaskFields.All.Where(field => field.Key != "msg_id"))
        {
            document[field.Key] = field.Read(task) switch
            {
                null => BsonValue.Null,
                DateTime moment => moment,
                string text => text,
                BufferList buffers => new BsonArray(buffers.Select(block => new BsonValue(block.ToArray()))),
                DocumentValue value => JsonSerializer.Deserialize(value.ToString()),
                var other => throw new NotSupportedException(other.GetType().Name),
            };
        }

        return document;
    }
}
