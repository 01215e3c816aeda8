using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>New values of a task as the update that the server makes, its large buffers written.</summary>
internal static class UpdateDocuments
{
    /// <summary>
    /// <c>{ $set: { key: value, … } }</c>, with the files that were written for it; new metadata take their display data along.
    /// </summary>
    public static async Task<(BsonDocument Changes, List<ObjectId> Files)> StoreAsync(
        BufferFiles files, string msgId, TaskUpdate update, CancellationToken cancellationToken)
    {
        var written = new List<ObjectId>();
        var values = new BsonDocument();
        var hasMetadata = false;
        DocumentValue? shown = null;
        using var writer = new BsonDocumentWriter(values);
        writer.WriteStartDocument();
        foreach (var (field, value) in update)
        {
            var kept = value;
            if (field.Key == TaskKey.Metadata)
            {
                (var metadata, shown) = DisplayData.Split((Document?)value);
                kept = TaskField.Present(metadata);
                hasMetadata = true;
            }
            else if (value is BufferList buffers && BufferFiles.IsNeeded(buffers))
            {
                var file = await files.WriteAsync(msgId, field, buffers, cancellationToken).ConfigureAwait(false);
                written.Add(file.File);
                kept = file;
            }

            writer.WriteName(field.Key);
            FieldWriter.Write(writer, kept);
        }

        if (shown is not null)
        {
            writer.WriteName(DisplayData.Name);
            FieldWriter.Write(writer, shown);
        }

        writer.WriteEndDocument();
        var changes = new BsonDocument("$set", OldBinary.Sent(values));
        return (hasMetadata && shown is null ? changes.Add("$unset", new BsonDocument(DisplayData.Name, string.Empty)) : changes, written);
    }
}
