using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>Values of fields, as clients send them.</summary>
internal static class FieldInput
{
    /// <summary>The value as a task holds it.</summary>
    /// <exception cref="CommandException">The field can't hold it.</exception>
    public static object? Read(TaskField field, BsonValue value) => Read(field.Key, value, reader => FieldReader.Read(reader, field) switch
    {
        BufferReference => throw new TaskDbException("a document stands among the buffers"),
        var read => read,
    });

    /// <summary>A value within a dict field.</summary>
    /// <inheritdoc cref="Read(TaskField, BsonValue)"/>
    public static DocumentValue ReadInner(string path, BsonValue value) =>
        Read(path, value, reader => ValueReader.Read(reader, reader.GetCurrentBsonType()));

    /// <summary>The task of a whole document. An ObjectId as <c>_id</c> is what a driver makes up; it is not kept.</summary>
    /// <exception cref="CommandException">It is no task.</exception>
    public static TaskRecord ReadTask(BsonDocument document)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var extra = new List<(string, DocumentValue?)>();
        string? msgId = null;
        foreach (var (name, value) in document.Select(element => (element.Name, element.Value)))
        {
            if (name == TaskKey.MsgId)
            {
                msgId = value is BsonString { Value.Length: > 0 } text
                    ? text.Value
                    : throw CommandException.BadValue("msg_id: expected a string that is not empty");
            }
            else if (TaskFields.ByKey.TryGetValue(name, out var field))
            {
                values[name] = Read(field, value);
            }
            else if (name != DocumentNames.Id)
            {
                extra.Add((name, ReadExtra(name, value)));
            }
        }

        if (document.TryGetValue(DocumentNames.Id, out var id) && !id.IsObjectId && (msgId is null || id != msgId))
        {
            throw CommandException.BadValue(
                "_id: the _id of a task is its msg_id; expected that, an ObjectId that a driver made up, or none");
        }

        var task =
            TaskUpdate.Of(values).Apply(new TaskRecord { MsgId = msgId ?? throw CommandException.BadValue("msg_id: a task needs one") });
        return extra.Count == 0 ? task : task with { Metadata = ExtraFields.With(task.Metadata, Document.Of(extra)) };
    }

    public static DocumentValue ReadExtra(string name, BsonValue value) => name.StartsWith('$')
        ? throw CommandException.BadValue($"{name}: the name of a field can't begin with $ here")
        : ReadInner(name, value);

    private static T Read<T>(string path, BsonValue value, Func<IBsonReader, T> read)
    {
        try
        {
            using var reader = new BsonDocumentReader(new BsonDocument("v", value));
            reader.ReadStartDocument();
            reader.ReadBsonType();
            reader.ReadName();
            return read(reader);
        }
        catch (TaskDbException fault)
        {
            throw CommandException.BadValue($"{path}: {fault.Message}");
        }
    }
}
