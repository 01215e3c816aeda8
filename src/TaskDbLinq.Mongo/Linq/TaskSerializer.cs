using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Linq;

/// <summary>
/// Tells the driver's LINQ provider how a task is stored: the table of <see cref="TaskFields"/> names the fields, their kind says how they
/// are read.
/// </summary>
internal sealed class TaskSerializer(BufferFiles files) : SerializerBase<TaskRecord>, IBsonDocumentSerializer
{
    private static readonly RowSerializer Row = new(TaskKeys.All);

    public override TaskRecord Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var values = Row.Deserialize(context, args);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = values[i] is BufferReference file ? files.Read(file) : values[i];
        }

        return FieldProjection.ToTask(values);
    }

    public bool TryGetMemberSerializationInfo(string memberName, out BsonSerializationInfo? serializationInfo)
    {
        serializationInfo = TaskFields.ByProperty.TryGetValue(memberName, out var field)
            ? new BsonSerializationInfo(field.Key, Of(field), field.Property.PropertyType)
            : null;
        return serializationInfo is not null;
    }

    private IBsonSerializer Of(TaskField field) => field.Kind switch
    {
        TaskFieldKind.Text => StringSerializer.Instance,
        TaskFieldKind.Timestamp => DictValueSerializers.Moment,
        TaskFieldKind.Dict => new FieldSerializer<Document>(field, value => (Document?)value ?? Document.None),
        _ =>
            new FieldSerializer<BufferList>(
                field, value => value is BufferReference file ? files.Read(file) : (BufferList?)value ?? BufferList.Empty),
    };
}

/// <summary>One field of a task by itself, as a projection reads it.</summary>
internal sealed class FieldSerializer<T>(TaskField field, Func<object?, T> present) : SerializerBase<T>
{
    public override T Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        try
        {
            return present(FieldReader.Read(context.Reader, field));
        }
        catch (TaskDbException fault)
        {
            throw new TaskDbException($"The field '{field.Key}' of a task can't be read: {fault.Message}.", fault);
        }
    }

    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, T value) =>
        FieldWriter.Write(context.Writer, TaskField.Present(value));
}
