using System.Collections.Immutable;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>
/// Writes tasks as IPython's own backend writes them: every key, null where unset, in the order in which its hub makes
/// a record (ipyparallel/controller/hub.py, <c>init_record</c>). Reading is <see cref="RowSerializer"/>'s.
/// </summary>
internal sealed class TaskDocumentSerializer : SerializerBase<TaskDocument>
{
    /// <summary>The fields in the order in which a document has them.</summary>
    public static ImmutableArray<TaskField> Order { get; } =
        [.. TaskFields.All.OrderBy(field => field.Key switch { TaskKey.Content => 1.5, _ => field.Ordinal })];

    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, TaskDocument value)
    {
        var writer = context.Writer;
        writer.WriteStartDocument();
        writer.WriteName("_id");
        writer.WriteObjectId(value.Id);
        var (metadata, shown) = DisplayData.Split(value.Task.Metadata);
        foreach (var field in Order)
        {
            writer.WriteName(field.Key);
            FieldWriter.Write(writer, field.Key == TaskKey.Metadata ? TaskField.Present(metadata) : value.Read(field));
        }

        if (shown is not null)
        {
            writer.WriteName(DisplayData.Name);
            FieldWriter.Write(writer, shown);
        }

        writer.WriteEndDocument();
    }
}
