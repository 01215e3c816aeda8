using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>Reads the asked fields of a document, straight from the wire; what else it holds is passed over.</summary>
internal sealed class RowSerializer(TaskKeys keys) : SerializerBase<object?[]>
{
    private readonly int _id = keys.PositionOf(TaskKey.MsgId);
    private readonly int _metadata = keys.PositionOf(TaskKey.Metadata);

    public override object?[] Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var reader = context.Reader;
        var values = new object?[keys.Fields.Length];
        var next = 0;
        DocumentValue? shown = null;
        reader.ReadStartDocument();
        while (reader.ReadBsonType() != BsonType.EndOfDocument)
        {
            var name = reader.ReadName(KnownNames.Decoder);

            // The server answers in the stored order, which mostly is the order of the keys.
            if (next >= values.Length || keys.Fields[next].Key != name)
            {
                next = keys.PositionOf(name);
            }

            if (next >= 0)
            {
                values[next] = Read(reader, name, keys.Fields[next], values[_id]);
                next++;
                continue;
            }

            next = values.Length;
            if (_metadata >= 0 && name == DisplayData.Name)
            {
                shown = (DocumentValue?)Read(reader, name, field: null, values[_id]);
            }
            else
            {
                reader.SkipValue();
            }
        }

        reader.ReadEndDocument();
        if (shown is not null)
        {
            values[_metadata] = DisplayData.Join((Document?)values[_metadata], shown);
        }

        return values;
    }

    /// <summary>Reads the value of a field, or of <see cref="DisplayData"/>; a fault names the task.</summary>
    private static object? Read(IBsonReader reader, string name, TaskField? field, object? id)
    {
        // Most documents begin with the id. Of another one a fault looks for it in what follows, from this value on.
        var value = id is null && name != TaskKey.MsgId ? reader.GetBookmark() : null;
        try
        {
            return field is null ? ValueReader.Read(reader, reader.GetCurrentBsonType()) : FieldReader.Read(reader, field);
        }
        catch (TaskDbException fault)
        {
            if (value is not null)
            {
                reader.ReturnToBookmark(value);
                id = IdAfter(reader);
            }

            var shown = id is null ? string.Empty : QueryProblem.Shown((string)id);
            throw new TaskDbException($"The field '{name}' of the task '{shown}' can't be read: {fault.Message}.", fault);
        }
    }

    /// <summary>The id in the rest of a document, behind the value at which a reader stands; null where there is none.</summary>
    private static string? IdAfter(IBsonReader reader)
    {
        reader.SkipValue();
        while (reader.ReadBsonType() is not BsonType.EndOfDocument and var type)
        {
            if (reader.ReadName() == TaskKey.MsgId && type == BsonType.String)
            {
                return reader.ReadString();
            }

            reader.SkipValue();
        }

        return null;
    }
}
