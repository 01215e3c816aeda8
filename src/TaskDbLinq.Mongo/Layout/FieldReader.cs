using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>The value of one field of a task, from the wire.</summary>
internal static class FieldReader
{
    /// <summary>
    /// Reads the value at which the reader stands: null, or a value of the field's type, or a <see cref="BufferReference"/>.
    /// </summary>
    /// <exception cref="TaskDbException">It is not a value of the field's kind.</exception>
    public static object? Read(IBsonReader reader, TaskField field)
    {
        var type = reader.GetCurrentBsonType();
        if (type == BsonType.Null)
        {
            reader.ReadNull();
            return null;
        }

        return (field.Kind, type) switch
        {
            (TaskFieldKind.Text, BsonType.String) => reader.ReadString(),
            (TaskFieldKind.Timestamp, BsonType.DateTime) => ValueReader.Moment(reader.ReadDateTime()),
            (TaskFieldKind.Dict, BsonType.Document) => ValueReader.ReadDocument(reader),
            (TaskFieldKind.Buffers, BsonType.Array) => ReadBuffers(reader),
            _ => throw new TaskDbException($"a value of BSON type {type} stands there, which the field can't hold"),
        };
    }

    private static object ReadBuffers(IBsonReader reader)
    {
        var blocks = new List<ReadOnlyMemory<byte>>();
        BufferReference? reference = null;
        reader.ReadStartArray();
        for (var type = reader.ReadBsonType(); type != BsonType.EndOfDocument; type = reader.ReadBsonType())
        {
            switch (type)
            {
                case BsonType.Binary:
                    blocks.Add(reader.ReadBinaryData().Bytes);
                    break;
                case BsonType.Document when reference is null && blocks.Count == 0:
                    reference = BufferReference.Read(reader);
                    break;
                default:
                    throw new TaskDbException($"a value of BSON type {type} stands among the buffers");
            }
        }

        reader.ReadEndArray();
        return (object?)reference ?? BufferList.Own([.. blocks]);
    }
}
