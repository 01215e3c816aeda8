using System.Text.Json;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Wire;

/// <summary>A task as JSON: typed values, the lengths of buffers in place of their bytes, extra fields where the hub wrote them.</summary>
internal static class RowWriter
{
    /// <summary>Writes an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="row">The task.</param>
    /// <param name="shown">The keys to write; null for all, the extra fields among them.</param>
    public static void Write(Utf8JsonWriter json, TaskRow row, IReadOnlySet<string>? shown)
    {
        json.WriteStartObject();
        var extra = Document.Empty;
        foreach (var (key, value) in row)
        {
            var isMetadata = key == Metadata;
            extra = isMetadata ? ExtraFields.Of(value as Document) : extra;
            if (shown is null || shown.Contains(key))
            {
                json.WritePropertyName(key);
                Write(json, TaskFields.ByKey[key].Kind, isMetadata ? ExtraFields.Without(value as Document) : value);
            }
        }

        foreach (var (key, value) in extra)
        {
            if (shown is null || shown.Contains(key))
            {
                json.WritePropertyName(key);
                JsonWriting.Write(json, value, JsonForm.Stored);
            }
        }

        if (shown?.Contains(ExtraFields.DisplayData) == true && !extra.ContainsKey(ExtraFields.DisplayData))
        {
            json.WriteNull(ExtraFields.DisplayData);
        }

        json.WriteEndObject();
    }

    public static readonly string Metadata = TaskFields.ByProperty[nameof(TaskRecord.Metadata)].Key;

    private static void Write(Utf8JsonWriter json, TaskFieldKind kind, object? value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case DateTime time:
                json.WriteStartObject();
                json.WriteString("$date", Timestamps.Format(time));
                json.WriteEndObject();
                break;
            case Document document:
                JsonWriting.Write(json, document, JsonForm.Stored);
                break;
            case null when kind != TaskFieldKind.Buffers:
                json.WriteNullValue();
                break;
            default:
                json.WriteStartObject();
                json.WriteStartArray("$buffers");
                foreach (var buffer in value as BufferList ?? BufferList.Empty)
                {
                    json.WriteNumberValue(buffer.Length);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
        }
    }
}
