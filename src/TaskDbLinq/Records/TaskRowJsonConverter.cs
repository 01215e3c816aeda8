using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskDbLinq.Records;

/// <summary>A row in System.Text.Json: an object of IPython's keys; timestamps as ISO 8601 in UTC, buffers as base64.</summary>
internal sealed class TaskRowJsonConverter : JsonConverter<TaskRow>
{
    public override TaskRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Expected an object of a task's keys.");
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            var field = TaskFields.ByKey.GetValueOrDefault(key) ?? throw new JsonException($"'{key}' is no key of a task.");
            values[key] = TaskField.Present(JsonSerializer.Deserialize(ref reader, field.Property.PropertyType, options));
        }

        if (!values.ContainsKey(TaskKey.MsgId))
        {
            throw new JsonException("Expected the key 'msg_id'.");
        }

        var keys = TaskKeys.Of(values.Keys);
        return new TaskRow(keys, [.. keys.Fields.Select(field => values[field.Key])]);
    }

    public override void Write(Utf8JsonWriter writer, TaskRow value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, field) in value)
        {
            writer.WritePropertyName(key);
            if (field is DateTime timestamp)
            {
                writer.WriteStringValue(Timestamps.Format(timestamp));
            }
            else
            {
                JsonSerializer.Serialize(writer, field, field?.GetType() ?? typeof(object), options);
            }
        }

        writer.WriteEndObject();
    }
}
