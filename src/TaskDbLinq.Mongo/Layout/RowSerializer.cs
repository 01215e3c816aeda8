using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>Reads the asked fields of a document, straight from the wire; what else it holds is passed over.</summary>
internal sealed class RowSerializer(TaskKeys keys) : SerializerBase<object?[]>
{
    public override object?[] Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var reader = context.Reader;
        var values = new object?[keys.Fields.Length];
        var decoder = KnownNames.Decoder();
        var next = 0;
        reader.ReadStartDocument();
        while (reader.ReadBsonType() != BsonType.EndOfDocument)
        {
            var name = reader.ReadName(decoder);

            // The server answers in the stored order, which mostly is the order of the keys.
            if (next >= values.Length || keys.Fields[next].Key != name)
            {
                next = keys.PositionOf(name);
                if (next < 0)
                {
                    reader.SkipValue();
                    next = values.Length;
                    continue;
                }
            }

            values[next] = ReadField(reader, keys.Fields[next]);
            next++;
        }

        reader.ReadEndDocument();
        return values;
    }

    private static object? ReadField(IBsonReader reader, TaskField field)
    {
        try
        {
            return FieldReader.Read(reader, field);
        }
        catch (TaskDbException fault)
        {
            throw new TaskDbException($"The field '{field.Key}' of a task can't be read: {fault.Message}.", fault);
        }
    }
}
