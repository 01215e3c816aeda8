using System.Text;
using System.Text.Json;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary>A value as text in a cell: strings as they are, all else as in JSON.</summary>
internal static class PlainText
{
    public static string Of(object value) => value switch
    {
        string text => text,
        DateTime moment => TimeText.Format(moment),
        DocumentValue document => DocumentJson.WritePlain(document),
        _ => Json(value),
    };

    private static string Json(object value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, JsonWriting.Options))
        {
            JsonRow.WriteValue(json, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
