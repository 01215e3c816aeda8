using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MongoDB.Bson;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// A dict field's stored text to BSON in one pass, without the values between: <c>{ text => values => BSON } => { text => BSON }</c>.
/// What is rare (typed forms but dates, numbers beyond 64 bits) is read as a value where it stands.
/// </summary>
internal sealed class StoredJson(BsonBuffer target)
{
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
            if (reader.Read() && !IsTyped(reader) && Object(ref reader, json) && !reader.Read())
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
            case JsonTokenType.StartObject when IsTyped(reader):
                return Typed(ref reader, json, at);
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
                return Number(ref reader, at);
            case JsonTokenType.True or JsonTokenType.False:
                target.Retype(at, BsonType.Boolean);
                target.Boolean(reader.TokenType == JsonTokenType.True);
                return true;
            default:
                return true;
        }
    }

    private bool Number(ref Utf8JsonReader reader, int at)
    {
        if (reader.TryGetInt64(out var whole))
        {
            var isInt32 = whole is >= int.MinValue and <= int.MaxValue;
            target.Retype(at, isInt32 ? BsonType.Int32 : BsonType.Int64);
            if (isInt32)
            {
                target.Int32((int)whole);
            }
            else
            {
                target.Int64(whole);
            }

            return true;
        }

        if (!reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
        {
            return Read(reader.ValueSpan, at);
        }

        target.Retype(at, BsonType.Double);
        target.Double(reader.GetDouble());
        return true;
    }

    /// <summary>Whether an object's first name begins with a dollar: a typed form, or what only looks like one.</summary>
    private static bool IsTyped(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan is [(byte)'$' or (byte)'\\', ..];

    private bool Typed(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int at)
    {
        if (TryGetDate(reader, out var date, out var behind))
        {
            target.Retype(at, BsonType.DateTime);
            target.Int64(Milliseconds.Floor(date));
            reader = behind;
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Read(json[start..(int)reader.BytesConsumed], at);
    }

    /// <summary><c>{"$date": "…Z"}</c>, as the stores write it.</summary>
    private static bool TryGetDate(Utf8JsonReader reader, out DateTime date, out Utf8JsonReader behind)
    {
        date = default;
        var isDate = reader.Read() && reader.ValueTextEquals("$date"u8)
            && reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out date) && date.Kind == DateTimeKind.Utc
            && reader.Read() && reader.TokenType == JsonTokenType.EndObject;
        behind = reader;
        return isDate;
    }

    /// <summary>A part of the text as a value, written by the driver.</summary>
    private bool Read(ReadOnlySpan<byte> json, int at)
    {
        var value = DocumentJson.ParseStored(Encoding.UTF8.GetString(json));
        var element = ValueBytes.Of(writer => ValueWriter.Write(writer, value));
        target.Retype(at, (BsonType)element[0]);
        target.Raw(element.AsSpan(1));
        return true;
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
