using System.Text;
using MongoDB.Bson;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Rows as the documents of <see cref="RowDocument"/>, in bytes, where whole fields are asked for. A dict field that nobody has looked into
/// goes from its stored text to BSON.
/// </summary>
internal sealed class RowBytes(Projection projection, BsonBuffer target)
{
    private static readonly byte[] IdName = "_id"u8.ToArray();

    private readonly StoredJson _json = new(target);

    /// <summary>Writes a row as a document.</summary>
    public void Write(TaskRow row)
    {
        var shown = projection.Of(row.Asked);
        var start = target.Begin();
        var metadata = shown.Metadata >= 0 ? row.Items[shown.Metadata] as Document : null;
        var hasExtra = HasExtra(metadata);
        if (projection.WithId)
        {
            target.Name(BsonType.String, IdName);
            target.Text((string)row[TaskKey.MsgId]!);
        }

        foreach (var (name, at) in shown.Fields)
        {
            Field(name, at == shown.Metadata && hasExtra ? ExtraFields.Without(metadata) : row.Items[at]);
        }

        if (hasExtra)
        {
            foreach (var (name, value) in ExtraFields.Of(metadata).Where(field => projection.Shows(field.Key)))
            {
                Slow(Encoding.UTF8.GetBytes(name), value);
            }
        }

        target.End(start);
    }

    /// <summary>Writes one field, as a row has it.</summary>
    public void Field(byte[] name, object? value)
    {
        switch (value)
        {
            case string text:
                target.Name(BsonType.String, name);
                target.Text(text);
                break;
            case DateTime timestamp:
                target.Name(BsonType.DateTime, name);
                target.Int64(Milliseconds.Floor(timestamp));
                break;
            case Document { StoredJson: { } json } document:
                var before = target.Length;
                target.Name(BsonType.Document, name);
                if (!_json.TryWrite(json))
                {
                    target.Length = before;
                    Slow(name, document);
                }

                break;
            case null or BufferList { Count: 0 } or Document { Kind: DocumentKind.Null }:
                target.Name(BsonType.Null, name);
                break;
            default:
                Slow(name, value);
                break;
        }
    }

    private void Slow(ReadOnlySpan<byte> name, object value)
    {
        var element = ValueBytes.Of(writer => FieldWriter.Write(writer, value));
        target.Name((BsonType)element[0], name);
        target.Raw(element.AsSpan(1));
    }

    private static bool HasExtra(Document? metadata) =>
        metadata is not null
        && (metadata.StoredJson is not { } json || json.Contains(ExtraFields.Name, StringComparison.Ordinal))
        && metadata.ContainsKey(ExtraFields.Name);
}
