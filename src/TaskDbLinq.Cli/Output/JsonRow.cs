using System.Text.Json;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary>A row as a JSON object: timestamps as ISO 8601 in UTC, dict fields as plain JSON, buffers as a list of base64.</summary>
internal static class JsonRow
{
    public static void Write(Utf8JsonWriter json, Columns columns, TaskRow row)
    {
        json.WriteStartObject();
        foreach (var column in columns.All)
        {
            json.WritePropertyName(column.Name);
            WriteValue(json, column.Value(row));
        }

        json.WriteEndObject();
    }

    public static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case DateTime moment:
                json.WriteStringValue(TimeText.Format(moment));
                break;
            case DocumentValue document:
                JsonWriting.Write(json, document, JsonForm.Plain);
                break;
            case BufferList buffers:
                json.WriteStartArray();
                foreach (var block in buffers)
                {
                    json.WriteBase64StringValue(block.Span);
                }

                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"A row holds no values of type {value.GetType().Name}.");
        }
    }
}
