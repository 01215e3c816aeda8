using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// A task as the document that a client sees: <c>_id</c>, which is the <c>msg_id</c>, every field, and what a hub wrote beyond them.
/// </summary>
internal static class RowDocument
{
    /// <summary>The whole document, where more is done with it than to answer it; answers are written by <see cref="RowBytes"/>.</summary>
    public static BsonDocument Of(TaskRow row)
    {
        var document = new BsonDocument();
        using var writer = new BsonDocumentWriter(document, new BsonDocumentWriterSettings { MaxSerializationDepth = int.MaxValue });
        writer.WriteStartDocument();
        writer.WriteName(DocumentNames.Id);
        writer.WriteString((string)row[TaskKey.MsgId]!);
        foreach (var field in DocumentNames.Order)
        {
            if (row.TryGetValue(field.Key, out var value))
            {
                writer.WriteName(field.Key);
                FieldWriter.Write(writer, field.Key == TaskKey.Metadata ? ExtraFields.Without(value as Document) : value);
            }
        }

        foreach (var (name, value) in Extra(row))
        {
            writer.WriteName(name);
            ValueWriter.Write(writer, value);
        }

        writer.WriteEndDocument();
        return document;
    }

    private static Document Extra(TaskRow row) =>
        row.TryGetValue(TaskKey.Metadata, out var metadata) ? ExtraFields.Of(metadata as Document) : Document.Empty;
}
