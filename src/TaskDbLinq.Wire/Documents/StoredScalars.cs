using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using MongoDB.Bson;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Numbers and typed forms of a stored text to BSON. What is rare (forms but dates, numbers beyond 64 bits) is read as a value where it
/// stands.
/// </summary>
internal readonly struct StoredScalars(BsonBuffer target)
{
    /// <summary>
    /// Whether the first name of the object that is next begins with a dollar: it is a typed form, or only looks like one.
    /// </summary>
    public static bool IsTyped(JsonCursor json) =>
        json.TryTake((byte)'{') && json.Peek() == '"' && json.Rest is [_, (byte)'$' or (byte)'\\', ..];

    /// <summary>Writes the number that is next; false when there is none.</summary>
    public bool TryNumber(ref JsonCursor json, scoped ReadOnlySpan<byte> name)
    {
        var number = json.Rest[..JsonNumber.Length(json.Rest, out var isWhole)];
        if (number.IsEmpty)
        {
            return false;
        }

        json.Skip(number.Length);
        if (!isWhole)
        {
            _ = Utf8Parser.TryParse(number, out double value, out _);
            target.Name(BsonType.Double, name);
            target.Double(value);
        }
        else if (!JsonNumber.TryRead(number, out var whole))
        {
            Read(number, name);
        }
        else if (whole is >= int.MinValue and <= int.MaxValue)
        {
            target.Name(BsonType.Int32, name);
            target.Int32((int)whole);
        }
        else
        {
            target.Name(BsonType.Int64, name);
            target.Int64(whole);
        }

        return true;
    }

    /// <summary>Writes what the object that is next is a form of.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">The value's name.</param>
    /// <param name="levels">How many levels the form may have.</param>
    /// <exception cref="JsonException">It is damaged, or too deep.</exception>
    public void Typed(ref JsonCursor json, scoped ReadOnlySpan<byte> name, int levels)
    {
        var rest = json.Rest;
        var reader = new Utf8JsonReader(rest, new JsonReaderOptions { MaxDepth = levels });
        reader.Read();
        if (TryGetDate(reader, out var date, out var behind))
        {
            target.Name(BsonType.DateTime, name);
            target.Int64(Milliseconds.Floor(date));
            json.Skip((int)behind.BytesConsumed);
            return;
        }

        reader.Skip();
        json.Skip((int)reader.BytesConsumed);
        Read(rest[..(int)reader.BytesConsumed], name);
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
    private void Read(ReadOnlySpan<byte> json, scoped ReadOnlySpan<byte> name)
    {
        var value = DocumentJson.ParseStored(Encoding.UTF8.GetString(json));
        var element = ValueBytes.Of(writer => ValueWriter.Write(writer, value));
        target.Name((BsonType)element[0], name);
        target.Raw(element.AsSpan(1));
    }
}
