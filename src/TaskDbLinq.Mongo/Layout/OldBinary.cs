using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>
/// Bytes of subtype 02, which BSON has deprecated. The driver turns them into bytes of subtype 00 on the way to the server and back,
/// unless a reader or writer is told not to; to MongoDB the two are different values.
/// </summary>
internal static class OldBinary
{
    private static readonly BsonBinaryWriterSettings Settings = new() { FixOldBinarySubTypeOnOutput = false };

    private const BsonBinarySubType Subtype = (BsonBinarySubType)2;

    /// <summary>Reads documents with their bytes as the server has them.</summary>
    public static IBsonSerializer<BsonDocument> Documents { get; } = new Serializer();

    /// <summary>Writes bytes with the subtype that they have.</summary>
    public static void Write(IBsonWriter writer, byte[] bytes, byte subtype)
    {
        var value = new BsonBinaryData(bytes, (BsonBinarySubType)subtype);
        if (value.SubType != Subtype)
        {
            writer.WriteBinaryData(value);
            return;
        }

        writer.PushSettings(settings => Keep(settings as BsonBinaryWriterSettings));
        writer.WriteBinaryData(value);
        writer.PopSettings();
    }

    /// <summary>Reads bytes with the subtype that they have.</summary>
    public static BsonBinaryData Read(IBsonReader reader)
    {
        reader.PushSettings(settings => Keep(settings as BsonBinaryReaderSettings));
        var value = reader.ReadBinaryData();
        reader.PopSettings();
        return value;
    }

    /// <summary>Returns the document, as bytes when it holds bytes of subtype 02: the driver sends those as they are.</summary>
    public static BsonDocument Sent(BsonDocument document) => Holds(document) ? new RawBsonDocument(Bytes(document)) : document;

    /// <summary>Returns the bytes of a document.</summary>
    public static byte[] Bytes(BsonDocument document) => document.ToBson(writerSettings: Settings);

    /// <summary>Whether the value is, or holds, bytes of subtype 02.</summary>
    public static bool IsIn(DocumentValue value) => value switch
    {
        DocumentBinary binary => binary.Subtype == (byte)Subtype,
        Document document => document.Values.Any(IsIn),
        DocumentArray array => array.Any(IsIn),
        _ => false,
    };

    private static bool Holds(BsonValue value) => value switch
    {
        RawBsonDocument => false,
        BsonBinaryData binary => binary.SubType == Subtype,
        BsonDocument document => document.Values.Any(Holds),
        BsonArray array => array.Any(Holds),
        _ => false,
    };

    private static void Keep(BsonBinaryWriterSettings? settings)
    {
        if (settings is not null)
        {
            settings.FixOldBinarySubTypeOnOutput = false;
        }
    }

    private static void Keep(BsonBinaryReaderSettings? settings)
    {
        if (settings is not null)
        {
            settings.FixOldBinarySubTypeOnInput = false;
        }
    }

    private sealed class Serializer : SerializerBase<BsonDocument>
    {
        public override BsonDocument Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args)
        {
            context.Reader.PushSettings(settings => Keep(settings as BsonBinaryReaderSettings));
            var document = BsonDocumentSerializer.Instance.Deserialize(context, args);
            context.Reader.PopSettings();
            return document;
        }
    }
}
