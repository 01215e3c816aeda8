using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>One document of the collection, on its way there: the task, and where its large buffers went.</summary>
[BsonSerializer(typeof(TaskDocumentSerializer))]
internal sealed class TaskDocument(TaskRecord task)
{
    /// <summary>How deep documents nest in a field at most: BSON has 100 levels, and around the field are those of an update.</summary>
    /// <seealso href="https://www.mongodb.com/docs/manual/reference/limits/#mongodb-limit-Nested-Depth-for-BSON-Documents"/>
    public const int MostLevels = 90;

    /// <summary>The document's own id. It is chosen once, so that a retried write is the same write.</summary>
    public ObjectId Id { get; } = ObjectId.GenerateNewId();

    public TaskRecord Task { get; } = task;

    /// <summary>The buffers that are files, by field; null when none are.</summary>
    public Dictionary<TaskField, BufferReference>? Files { get; set; }

    /// <summary>What the document has in a field.</summary>
    public object? Read(TaskField field) => Files is not null && Files.TryGetValue(field, out var file) ? file : field.Read(Task);
}
