using System.Text;
using System.Text.Unicode;
using MongoDB.Bson;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Rows as their store has them to the documents of <see cref="RowDocument"/>, in bytes: texts are copied, and what is rare is left to
/// <see cref="RowBytes"/>.
/// </summary>
internal sealed class StoredRowBytes(Projection projection, TaskKeys keys, BsonBuffer target)
{
    private static readonly byte[] Extra = Encoding.UTF8.GetBytes(ExtraFields.Name);

    private readonly ShownFields _shown = projection.Of(keys);
    private readonly int _id = keys.PositionOf(TaskKey.MsgId);
    private readonly StoredJson _json = new(target);
    private readonly RowBytes _rows = new(projection, target);

    /// <summary>Writes the row at which the reading stands as a document.</summary>
    public void Write(IStoredRow row)
    {
        var start = target.Begin();
        if (projection.WithId)
        {
            Text("_id"u8, row.Utf8(_id));
        }

        foreach (var (name, at) in _shown.Fields)
        {
            if (!TryField(name, row, at))
            {
                // What a hub wrote beyond the fields stands beside them.
                target.Length = start;
                _rows.Write(new TaskRow(keys, [.. Enumerable.Range(0, keys.Fields.Length).Select(row.Value)]));
                return;
            }
        }

        target.End(start);
    }

    /// <summary>Writes a field; false for metadata with more in them. Each call of SQLite costs as much as copying a short text.</summary>
    private bool TryField(byte[] name, IStoredRow row, int at)
    {
        var kind = keys.Fields[at].Kind;
        if (kind == TaskFieldKind.Buffers)
        {
            _rows.Field(name, row.Value(at));
            return true;
        }

        var utf8 = row.Utf8(at);
        if (utf8.IsEmpty && row.IsNull(at))
        {
            target.Name(BsonType.Null, name);
            return true;
        }

        switch (kind)
        {
            case TaskFieldKind.Text:
                Text(name, utf8);
                return true;
            case TaskFieldKind.Timestamp:
                target.Name(BsonType.DateTime, name);
                target.Int64(Milliseconds.Floor(row.Timestamp(utf8)));
                return true;
            case var _ when at == _shown.Metadata && utf8.IndexOf(Extra) >= 0:
                return false;
            default:
                var before = target.Length;
                target.Name(BsonType.Document, name);
                if (!_json.TryWrite(utf8))
                {
                    target.Length = before;
                    _rows.Field(name, row.Value(at));
                }

                return true;
        }
    }

    private void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            target.Text(name, text);
        }
        else
        {
            target.Name(BsonType.String, name);
            target.Text(Encoding.UTF8.GetString(text));
        }
    }
}
