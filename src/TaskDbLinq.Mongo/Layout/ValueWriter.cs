using MongoDB.Bson;
using MongoDB.Bson.IO;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>Values of dict fields as BSON: each kind has its BSON type, so that what is read again is what was written.</summary>
internal static class ValueWriter
{
    public static void Write(IBsonWriter writer, DocumentValue value)
    {
        switch (value)
        {
            case DocumentString text:
                writer.WriteString(text.Value);
                break;
            case DocumentInt { Kind: DocumentKind.Int32 } number:
                writer.WriteInt32((int)number.Value);
                break;
            case DocumentInt number:
                writer.WriteInt64(number.Value);
                break;
            case DocumentDouble number:
                writer.WriteDouble(number.Value);
                break;
            case DocumentDecimal number:
                writer.WriteDecimal128(number.Value);
                break;
            case DocumentBoolean flag:
                writer.WriteBoolean(flag.Value);
                break;
            case DocumentDate date:
                writer.WriteDateTime(Milliseconds.Floor(date.Value));
                break;
            case DocumentBinary binary:
                OldBinary.Write(writer, binary.Bytes.ToArray(), binary.Subtype);
                break;
            case DocumentRegex pattern:
                writer.WriteRegularExpression(new BsonRegularExpression(pattern.Pattern, pattern.Options));
                break;
            case Document { Kind: DocumentKind.Object } document:
                WriteDocument(writer, document);
                break;
            case DocumentArray array:
                WriteArray(writer, array);
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    private static void WriteDocument(IBsonWriter writer, Document document)
    {
        writer.WriteStartDocument();
        for (var i = 0; i < document.Count; i++)
        {
            var name = document.Names[i];
            if (name.Contains('\0', StringComparison.Ordinal))
            {
                throw new TaskDbException("A name in a document has a NUL character, which BSON can't hold.");
            }

            writer.WriteName(name);
            Write(writer, document.Items[i]);
        }

        writer.WriteEndDocument();
    }

    private static void WriteArray(IBsonWriter writer, DocumentArray array)
    {
        writer.WriteStartArray();
        foreach (var item in array.Span)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
