using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskDbLinq.Records;

/// <summary>Buffers in System.Text.Json: a list of base64 strings. The JSON <c>null</c> is <see cref="BufferList.Empty"/>.</summary>
internal sealed class BufferListJsonConverter : JsonConverter<BufferList>
{
    public override bool HandleNull => true;

    public override BufferList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null
            ? BufferList.Empty
            : BufferList.Own(
                [.. JsonSerializer.Deserialize<byte[]?[]>(ref reader, options)!.Select(
                    block => (ReadOnlyMemory<byte>)(block ?? throw new JsonException("Expected a base64 string.")))]);

    public override void Write(Utf8JsonWriter writer, BufferList value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var block in value ?? BufferList.Empty)
        {
            writer.WriteBase64StringValue(block.Span);
        }

        writer.WriteEndArray();
    }
}
