using MongoDB.Bson.IO;

namespace TaskDbLinq.Wire.Documents;

/// <summary>A value's bytes as the driver writes them.</summary>
internal static class ValueBytes
{
    private const int LengthBytes = sizeof(int);

    /// <summary>What is too deep or too large is told by whoever writes.</summary>
    public static BsonBinaryWriterSettings Settings { get; } =
        new() { MaxSerializationDepth = int.MaxValue, MaxDocumentSize = int.MaxValue, FixOldBinarySubTypeOnOutput = false };

    /// <summary>The byte of the type, and behind it the value.</summary>
    /// <param name="write">Writes one value.</param>
    public static byte[] Of(Action<IBsonWriter> write)
    {
        using var memory = new MemoryStream();
        using var stream = new BsonStreamAdapter(memory);
        using var writer = new BsonBinaryWriter(stream, Settings);
        writer.WriteStartDocument();
        writer.WriteName(string.Empty);
        write(writer);
        writer.WriteEndDocument();

        // A document of one element without a name: length, type, NUL, value, NUL.
        var bytes = memory.GetBuffer().AsSpan(LengthBytes, (int)memory.Length - LengthBytes - 1);
        return [bytes[0], .. bytes[2..]];
    }
}
