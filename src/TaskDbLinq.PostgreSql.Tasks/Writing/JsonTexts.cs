using System.Buffers;
using System.Text.Json;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>Writes documents one after the other into the same memory, as the bytes that are sent.</summary>
internal sealed class JsonTexts : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;

    public JsonTexts() => _json = new Utf8JsonWriter(_bytes, JsonWriting.Options);

    /// <summary>The JSON text of a document, in UTF-8, until the next one is written.</summary>
    public ReadOnlyMemory<byte> Of(Document document)
    {
        _bytes.ResetWrittenCount();
        _json.Reset(_bytes);
        JsonWriting.Write(_json, document, JsonForm.Jsonb);
        _json.Flush();
        return _bytes.WrittenMemory;
    }

    public void Dispose() => _json.Dispose();
}
