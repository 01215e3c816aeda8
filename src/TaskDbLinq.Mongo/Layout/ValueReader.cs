using System.Globalization;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>BSON values as values of dict fields, read straight from the wire.</summary>
internal static class ValueReader
{
    private const int UsualCount = 8;

    /// <summary>Reads the value at which the reader stands.</summary>
    /// <exception cref="TaskDbException">The value is of a BSON type that task records do not hold; it is never guessed at.</exception>
    public static DocumentValue Read(IBsonReader reader, BsonType type)
    {
        switch (type)
        {
            case BsonType.Null:
                reader.ReadNull();
                return DocumentValue.Null;
            case BsonType.String:
                return new DocumentString(reader.ReadString());
            case BsonType.Int32:
                return reader.ReadInt32();
            case BsonType.Int64:
                return reader.ReadInt64();
            case BsonType.Double:
                return reader.ReadDouble();
            case BsonType.Boolean:
                return DocumentBoolean.Of(reader.ReadBoolean());
            case BsonType.DateTime:
                return new DocumentDate(Moment(reader.ReadDateTime()));
            case BsonType.Document:
                return ReadDocument(reader);
            case BsonType.Array:
                return ReadArray(reader);
            case BsonType.Binary:
                var binary = OldBinary.Read(reader);
                return new DocumentBinary(binary.Bytes, (byte)binary.SubType);
            case BsonType.RegularExpression:
                var pattern = reader.ReadRegularExpression();
                return new DocumentRegex(pattern.Pattern, pattern.Options);
            case BsonType.Decimal128:
                return Decimal(reader.ReadDecimal128());
            default:
                throw new TaskDbException($"a value of BSON type {type} stands there, which task records do not hold");
        }
    }

    /// <summary>Reads a document. Most are small, so that a scan finds a name that comes twice soonest.</summary>
    public static Document ReadDocument(IBsonReader reader)
    {
        var names = new string[UsualCount];
        var values = new DocumentValue[UsualCount];
        HashSet<string>? many = null;
        var count = 0;
        reader.ReadStartDocument();
        for (var type = reader.ReadBsonType(); type != BsonType.EndOfDocument; type = reader.ReadBsonType())
        {
            if (count == names.Length)
            {
                many ??= new HashSet<string>(names, StringComparer.Ordinal);
                Array.Resize(ref names, count * 2);
                Array.Resize(ref values, count * 2);
            }

            var name = reader.ReadName(KnownNames.Decoder);
            if (many is null ? names.AsSpan(0, count).Contains(name) : !many.Add(name))
            {
                throw new TaskDbException($"the name '{name}' comes twice in one document");
            }

            names[count] = name;
            values[count++] = Read(reader, type);
        }

        reader.ReadEndDocument();
        if (count < names.Length)
        {
            Array.Resize(ref names, count);
            Array.Resize(ref values, count);
        }

        return Document.Own(names, values);
    }

    /// <summary>The timestamp of a BSON date.</summary>
    /// <exception cref="TaskDbException">It is outside of the years 1 to 9999.</exception>
    public static DateTime Moment(long milliseconds) => Milliseconds.ToMoment(milliseconds)
        ?? throw new TaskDbException(
            $"the date {milliseconds.ToString(CultureInfo.InvariantCulture)} ms is outside of the years 1 to 9999");

    private static DocumentArray ReadArray(IBsonReader reader)
    {
        var items = new List<DocumentValue>();
        reader.ReadStartArray();
        for (var type = reader.ReadBsonType(); type != BsonType.EndOfDocument; type = reader.ReadBsonType())
        {
            items.Add(Read(reader, type));
        }

        reader.ReadEndArray();
        return DocumentArray.Own([.. items]);
    }

    private static DocumentValue Decimal(Decimal128 number) =>
        decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && (Decimal128)value == number
            ? value
            : throw new TaskDbException($"the decimal {number} is out of the range of .NET's");
}
