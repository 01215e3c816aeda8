using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>Reads the asked fields of a document, straight from the wire; what else it holds is passed over.</summary>
internal sealed class RowSerializer(TaskKeys keys) : SerializerBase<object?[]>
{
    private readonly int _metadata = keys.PositionOf(TaskKey.Metadata);

    public override object?[] Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
    {
        var reader = context.Reader;
        var values = new object?[keys.Fields.Length];
        var decoder = KnownNames.Decoder();
        var next = 0;
        DocumentValue? shown = null;
        var start = reader.GetBookmark();
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
                    if (_metadata >= 0 && name == DisplayData.Name)
                    {
                        shown = (DocumentValue)Read(
                            reader, start, name, static (reader, _) => ValueReader.Read(reader, reader.GetCurrentBsonType()), name)!;
                    }
                    else
                    {
                        reader.SkipValue();
                    }

                    next = values.Length;
                    continue;
                }
            }

            values[next] = Read(reader, start, name, static (reader, field) => FieldReader.Read(reader, field), keys.Fields[next]);
            next++;
        }

        reader.ReadEndDocument();
        if (shown is not null)
        {
            values[_metadata] = DisplayData.Join((Document?)values[_metadata], shown);
        }

        return values;
    }

    private static object? Read<T>(IBsonReader reader, BsonReaderBookmark start, string name, Func<IBsonReader, T, object?> read, T what)
    {
        try
        {
            return read(reader, what);
        }
        catch (TaskDbException fault)
        {
            reader.ReturnToBookmark(start);
            throw new TaskDbException($"The field '{name}' of the task '{IdIn(reader)}' can't be read: {fault.Message}.", fault);
        }
    }

    /// <summary>The id in the document at whose start a reader stands, wherever in it the id is.</summary>
    private static string IdIn(IBsonReader reader)
    {
        reader.ReadStartDocument();
        while (reader.ReadBsonType() is not BsonType.EndOfDocument and var type)
        {
            if (reader.ReadName() == TaskKey.MsgId && type == BsonType.String)
            {
                return QueryProblem.Shown(reader.ReadString());
            }

            reader.SkipValue();
        }

        return string.Empty;
    }
}
