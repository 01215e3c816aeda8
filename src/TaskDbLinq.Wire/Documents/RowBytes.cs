using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Rows as the documents of <see cref="RowDocument"/>, in bytes, where whole fields are asked for. A dict field that nobody has looked into
/// goes from its stored text to BSON.
/// </summary>
internal sealed class RowBytes
{
    private static readonly byte[] IdName = "_id"u8.ToArray();

    private static readonly (string Key, byte[] Name)[] Columns =
        [.. DocumentNames.Order.Select(field => (field.Key, Encoding.UTF8.GetBytes(field.Key)))];

    private readonly BsonBuffer _buffer = new();
    private readonly StoredJson _json;
    private readonly Projection _projection;
    private readonly (string Key, byte[] Name)[] _shown;
    private TaskKeys? _keys;
    private int[] _positions = [];
    private int _metadata;

    public RowBytes(Projection projection)
    {
        _json = new StoredJson(_buffer);
        _projection = projection;
        _shown = Array.FindAll(Columns, column => projection.Shows(column.Key));
    }

    /// <summary>Writes a row as a document.</summary>
    public void Write(IBsonWriter writer, TaskRow row)
    {
        if (!ReferenceEquals(_keys, row.Asked))
        {
            Find(row.Asked);
        }

        _buffer.Length = 0;
        var start = _buffer.Begin();
        var metadata = _metadata >= 0 ? row.Items[_metadata] as Document : null;
        var hasExtra = HasExtra(metadata);
        if (_projection.WithId)
        {
            _buffer.Name(BsonType.String, IdName);
            _buffer.Text((string)row[TaskKey.MsgId]!);
        }

        for (var i = 0; i < _shown.Length; i++)
        {
            if (_positions[i] is >= 0 and var at)
            {
                Field(_shown[i].Name, at == _metadata && hasExtra ? ExtraFields.Without(metadata) : row.Items[at]);
            }
        }

        if (hasExtra)
        {
            foreach (var (name, value) in ExtraFields.Of(metadata).Where(field => _projection.Shows(field.Key)))
            {
                Slow(Encoding.UTF8.GetBytes(name), value);
            }
        }

        _buffer.End(start);
        using var bytes = new ByteArrayBuffer(_buffer.Bytes, _buffer.Length, isReadOnly: true);
        writer.WriteRawBsonDocument(bytes);
    }

    private void Field(byte[] name, object? value)
    {
        switch (value)
        {
            case string text:
                _buffer.Name(BsonType.String, name);
                _buffer.Text(text);
                break;
            case DateTime timestamp:
                _buffer.Name(BsonType.DateTime, name);
                _buffer.Int64(Milliseconds.Floor(timestamp));
                break;
            case Document { StoredJson: { } json } document:
                var before = _buffer.Length;
                _buffer.Name(BsonType.Document, name);
                if (!_json.TryWrite(json))
                {
                    _buffer.Length = before;
                    Slow(name, document);
                }

                break;
            case null or BufferList { Count: 0 } or Document { Kind: DocumentKind.Null }:
                _buffer.Name(BsonType.Null, name);
                break;
            default:
                Slow(name, value);
                break;
        }
    }

    private void Slow(ReadOnlySpan<byte> name, object value)
    {
        var element = ValueBytes.Of(writer => FieldWriter.Write(writer, value));
        _buffer.Name((BsonType)element[0], name);
        _buffer.Raw(element.AsSpan(1));
    }

    private void Find(TaskKeys keys)
    {
        _keys = keys;
        _positions = [.. _shown.Select(shown => keys.PositionOf(shown.Key))];
        _metadata = keys.PositionOf(TaskKey.Metadata);
    }

    private static bool HasExtra(Document? metadata) =>
        metadata is not null
        && (metadata.StoredJson is not { } json || json.Contains(ExtraFields.Name, StringComparison.Ordinal))
        && metadata.ContainsKey(ExtraFields.Name);
}
