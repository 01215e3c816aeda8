using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>
/// What a record holds in place of buffers that went to GridFS: a list of one document, <c>[{ file, lengths }]</c>.
/// It is a list that is not empty, so that a filter sees that there are buffers.
/// </summary>
/// <param name="File">The id of the file that has the blocks one after another.</param>
/// <param name="Lengths">The blocks' lengths in bytes.</param>
internal sealed record BufferReference(ObjectId File, IReadOnlyList<int> Lengths)
{
    public const string FileKey = "file";
    private const string LengthsKey = "lengths";

    /// <summary>Reads the document inside of the list.</summary>
    public static BufferReference Read(IBsonReader reader)
    {
        ObjectId? file = null;
        List<int>? lengths = null;
        reader.ReadStartDocument();
        while (reader.ReadBsonType() is not BsonType.EndOfDocument and var type)
        {
            switch (reader.ReadName(), type)
            {
                case (FileKey, BsonType.ObjectId):
                    file = reader.ReadObjectId();
                    break;
                case (LengthsKey, BsonType.Array):
                    lengths = ReadLengths(reader);
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        reader.ReadEndDocument();
        return file is { } id && lengths is not null
            ? new BufferReference(id, lengths)
            : throw new TaskDbException("a document stands there that names no file of buffers");
    }

    public void Write(IBsonWriter writer)
    {
        writer.WriteStartArray();
        writer.WriteStartDocument();
        writer.WriteName(FileKey);
        writer.WriteObjectId(File);
        writer.WriteName(LengthsKey);
        writer.WriteStartArray();
        foreach (var length in Lengths)
        {
            writer.WriteInt32(length);
        }

        writer.WriteEndArray();
        writer.WriteEndDocument();
        writer.WriteEndArray();
    }

    private static List<int> ReadLengths(IBsonReader reader)
    {
        var lengths = new List<int>();
        reader.ReadStartArray();
        while (reader.ReadBsonType() != BsonType.EndOfDocument)
        {
            lengths.Add(reader.ReadInt32());
        }

        reader.ReadEndArray();
        return lengths;
    }
}
