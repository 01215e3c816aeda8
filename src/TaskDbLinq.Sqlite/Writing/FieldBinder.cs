using System.Buffers;
using System.Text;
using System.Text.Json;
using TaskDbLinq.Documents;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>Binds the values of fields as our layout keeps them. Their bytes are made in one place that is used again and again.</summary>
internal sealed class FieldBinder : IDisposable
{
    /// <summary>A longer place is not kept for the next value: one great value must not stay in memory.</summary>
    private const int KeptBytes = 1 << 20;

    private readonly Utf8JsonWriter _json = new(Stream.Null, JsonWriting.Options);
    private ArrayBufferWriter<byte> _bytes = new(4096);

    /// <param name="statement">The statement.</param>
    /// <param name="place">The place of its parameter.</param>
    /// <param name="value">The field's value as <see cref="TaskField.Read"/> gives it.</param>
    public void Bind(RawStatement statement, int place, object? value)
    {
        switch (value)
        {
            case null:
                statement.BindNull(place);
                break;
            case string text:
                Encoding.UTF8.GetBytes(text, _bytes);
                statement.BindText(place, _bytes.WrittenSpan);
                break;
            case DateTime moment:
                _bytes.Advance(StoredTime.Write(moment, _bytes.GetSpan(StoredTime.MaxLength)));
                statement.BindText(place, _bytes.WrittenSpan);
                break;
            case Document document:
                _json.Reset(_bytes);
                JsonWriting.Write(_json, document, JsonForm.Stored);
                _json.Flush();
                statement.BindText(place, _bytes.WrittenSpan);
                break;
            case BufferList buffers:
                BufferBlob.WriteTo(_bytes, buffers);
                statement.BindBlob(place, _bytes.WrittenSpan);
                break;
            default:
                throw new ArgumentException($"A field holds no {value.GetType().Name}.", nameof(value));
        }

        Clear();
    }

    public void Dispose() => _json.Dispose();

    private void Clear()
    {
        if (_bytes.Capacity > KeptBytes)
        {
            _bytes = new(4096);
        }
        else
        {
            _bytes.ResetWrittenCount();
        }
    }
}
