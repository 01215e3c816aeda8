using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>The value of one field of a task, to the wire, in the form that IPython's own backend gives it.</summary>
internal static class FieldWriter
{
    /// <summary>Writes null, a value of the field's type, or a <see cref="BufferReference"/>.</summary>
    public static void Write(IBsonWriter writer, object? value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(text);
                break;
            case DateTime moment:
                writer.WriteDateTime(Milliseconds.Floor(moment));
                break;
            case DocumentValue document:
                ValueWriter.Write(writer, document);
                break;
            case BufferList { Count: > 0 } buffers:
                WriteBuffers(writer, buffers);
                break;
            case BufferReference reference:
                reference.Write(writer);
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    private static void WriteBuffers(IBsonWriter writer, BufferList buffers)
    {
        writer.WriteStartArray();
        foreach (var block in buffers)
        {
            writer.WriteBinaryData(new BsonBinaryData(BufferList.ToArray(block)));
        }

        writer.WriteEndArray();
    }
}
