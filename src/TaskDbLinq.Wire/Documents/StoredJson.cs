using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MongoDB.Bson;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// A dict field's stored text to BSON in one pass, without the values between: <c>{ text => values => BSON } => { text => BSON }</c>.
/// </summary>
internal sealed class StoredJson(BsonBuffer target)
{
    private readonly StoredScalars _scalars = new(target);
    private byte[] _scratch = [];

    /// <summary>Writes the object that the text is.</summary>
    /// <returns>Whether it could be; when not, nothing was written, and the text is to be read as a document.</returns>
    public bool TryWrite(string json)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            return TryWrite(utf8.AsSpan(0, Encoding.UTF8.GetBytes(json, utf8)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    /// <summary>The same of UTF-8, which may be broken.</summary>
    public bool TryWrite(ReadOnlySpan<byte> json)
    {
        if (json is not [(byte)'{', ..] || PythonNumbers.MayHave(json) || !Utf8.IsValid(json))
        {
            return false;
        }

        var start = target.Length;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DocumentJson.MaxDepth });
            if (reader.Read() && !StoredScalars.IsTyped(reader) && Object(ref reader, json) && !reader.Read())
            {
                return true;
            }
        }
        catch (JsonException)
        {
            // A damaged text: reading it as a document says what is wrong.
        }

        target.Length = start;
        return false;
    }

    private bool Object(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = target.Begin();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (!TryGetText(ref reader, out var name) || name.Contains((byte)0))
            {
                return false;
            }

            // The name may lie in the scratch memory, and the value's type is not known yet.
            var at = target.Length;
            target.Name(BsonType.Null, name);
            reader.Read();
            if (!Value(ref reader, json, at))
            {
                return false;
            }
        }

        target.End(start);
        return true;
    }

    private bool Array(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = target.Begin();
        for (var position = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; position++)
        {
            var at = target.Length;
            target.Name(BsonType.Null, position);
            if (!Value(ref reader, json, at))
            {
                return false;
            }
        }

        target.End(start);
        return true;
    }

    /// <summary>Writes the value at which the reader stands.</summary>
    /// <param name="reader">The reader; behind the value when it is written.</param>
    /// <param name="json">The text that it reads.</param>
    /// <param name="at">Where the element's type stands.</param>
    private bool Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int at)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when StoredScalars.IsTyped(reader):
                _scalars.Typed(ref reader, json, at);
                return true;
            case JsonTokenType.StartObject:
                target.Retype(at, BsonType.Document);
                return Object(ref reader, json);
            case JsonTokenType.StartArray:
                target.Retype(at, BsonType.Array);
                return Array(ref reader, json);
            case JsonTokenType.String:
                if (!TryGetText(ref reader, out var text))
                {
                    return false;
                }

                target.Retype(at, BsonType.String);
                target.Text(text);
                return true;
            case JsonTokenType.Number:
                _scalars.Number(ref reader, at);
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                target.Retype(at, BsonType.Boolean);
                target.Boolean(reader.TokenType == JsonTokenType.True);
                return true;
            default:
                return true;
        }
    }

    /// <summary>
    /// The text at which the reader stands. Half of a surrogate pair, which only an escape can write, is left to the document.
    /// </summary>
    private bool TryGetText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return true;
        }

        if (text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0)
        {
            return false;
        }

        if (_scratch.Length < text.Length)
        {
            _scratch = new byte[2 * text.Length];
        }

        text = _scratch.AsSpan(0, reader.CopyString(_scratch));
        return true;
    }
}
