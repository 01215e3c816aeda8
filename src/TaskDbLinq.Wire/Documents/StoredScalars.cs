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
    /// <summary>Whether an object's first name begins with a dollar: a typed form, or what only looks like one.</summary>
    public static bool IsTyped(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan is [(byte)'$' or (byte)'\\', ..];

    /// <summary>Writes the number at which the reader stands.</summary>
    public void Number(ref Utf8JsonReader reader, int at)
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
        }
        else if (!reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
        {
            Read(reader.ValueSpan, at);
        }
        else
        {
            target.Retype(at, BsonType.Double);
            target.Double(reader.GetDouble());
        }
    }

    /// <summary>Writes what the object at whose start the reader stands is a form of; the reader is behind it then.</summary>
    public void Typed(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int at)
    {
        if (TryGetDate(reader, out var date, out var behind))
        {
            target.Retype(at, BsonType.DateTime);
            target.Int64(Milliseconds.Floor(date));
            reader = behind;
            return;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        Read(json[start..(int)reader.BytesConsumed], at);
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
    private void Read(ReadOnlySpan<byte> json, int at)
    {
        var value = DocumentJson.ParseStored(Encoding.UTF8.GetString(json));
        var element = ValueBytes.Of(writer => ValueWriter.Write(writer, value));
        target.Retype(at, (BsonType)element[0]);
        target.Raw(element.AsSpan(1));
    }
}
