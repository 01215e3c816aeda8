using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TaskDbLinq.Values;

/// <summary>JSON text to and from values: <c>Write</c> gives Extended JSON v2, <see cref="WritePlain"/> plain JSON.</summary>
internal static class DocumentJson
{
    /// <summary>Deeper JSON than this is refused before it can exhaust the stack.</summary>
    public const int MaxDepth = 256;

    /// <summary>For text that people read: no escapes but those that JSON needs.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JsonWriting.Options.Encoder };

    /// <summary>Reads plain JSON as stores hold it: the last of two equal names wins; NaN and infinities as Python writes them.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static DocumentValue ParsePlain(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonTextReader.Read(json, duplicates: null, MaxDepth);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The text is not JSON: {JsonTextReader.Explain(fault)}", fault);
        }
    }

    /// <summary>Reads what <c>Write</c> wrote, and plain JSON; an object that only looks like a typed form is what it is.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static DocumentValue ParseStored(string json) => ExtendedJson.InterpretStored(ParsePlain(json));

    /// <summary>The same of UTF-8, which is valid: a long text is not copied.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static DocumentValue ParseStored(ReadOnlySpan<byte> json)
    {
        if (PythonNumbers.MayHave(json))
        {
            return ParseStored(Encoding.UTF8.GetString(json));
        }

        try
        {
            return ExtendedJson.InterpretStored(JsonTextReader.Read(json, MaxDepth));
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The text is not JSON: {JsonTextReader.Explain(fault)}", fault);
        }
    }

    /// <summary>MongoDB Extended JSON v2, relaxed.</summary>
    public static string Write(DocumentValue value) => Write(value, JsonForm.Relaxed);

    /// <summary>
    /// MongoDB Extended JSON v2 from which <see cref="ParseStored(string)"/> gives the same value, the kinds of its numbers among it.
    /// </summary>
    public static string WriteStored(DocumentValue value) => Write(value, JsonForm.Stored);

    /// <summary>The same for PostgreSQL's jsonb.</summary>
    public static string WriteJsonb(DocumentValue value) => Write(value, JsonForm.Jsonb);

    /// <summary>The same as UTF-8, appended to <paramref name="target"/>.</summary>
    public static void WriteStored(DocumentValue value, IBufferWriter<byte> target) => Write(value, JsonForm.Stored, target);

    /// <summary>Plain JSON: timestamps as ISO 8601 in UTC, bytes as base64, NaN and infinities as Python writes them.</summary>
    public static string WritePlain(DocumentValue value) => Write(value, JsonForm.Plain);

    /// <summary>One of the forms.</summary>
    public static string Write(DocumentValue value, JsonForm form)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(value, form, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(DocumentValue value, JsonForm form, IBufferWriter<byte> target)
    {
        using var json = new Utf8JsonWriter(target, JsonWriting.Options);
        JsonWriting.Write(json, value, form);
    }
}
