using System.Buffers.Binary;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.Wire.Documents;

/// <summary>Documents as they come from a client: anybody's bytes, until they are read.</summary>
internal static class BsonInput
{
    /// <summary>How deep documents may nest. MongoDB allows 200; the stores' JSON a little more than this.</summary>
    public const int MaxDepth = 100;

    private const byte DocumentType = 0x03;
    private const byte ArrayType = 0x04;

    /// <summary>Reads one document.</summary>
    /// <exception cref="CommandException">The bytes are no document, or nest too deep.</exception>
    public static BsonDocument Read(ReadOnlyMemory<byte> bytes)
    {
        CheckDepth(bytes.Span);
        try
        {
            using var stream = new ByteBufferStream(new ByteArrayBuffer(bytes.ToArray(), isReadOnly: true));
            using var reader = new BsonBinaryReader(stream);
            return OldBinary.Documents.Deserialize(BsonDeserializationContext.CreateRoot(reader));
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or IOException or ArgumentException
            or BsonException)
        {
            throw new CommandException(Codes.InvalidBson, $"a document that can't be read: {fault.Message}");
        }
    }

    /// <summary>Reads documents that lie back to back.</summary>
    /// <inheritdoc cref="Read"/>
    public static IEnumerable<BsonDocument> ReadAll(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var length = RawBson.DocumentLength(bytes.Span);
            yield return Read(bytes[..length]);
            bytes = bytes[length..];
        }
    }

    /// <summary>Walks the document without recursion: what would nest too deep for the stack is found before anything descends.</summary>
    private static void CheckDepth(ReadOnlySpan<byte> document)
    {
        var open = new Stack<(int Start, int Length)>();
        var depths = new Stack<int>();
        open.Push((0, document.Length));
        depths.Push(1);
        while (open.TryPop(out var part))
        {
            var depth = depths.Pop();
            var offset = part.Start;
            foreach (var element in RawBson.Elements(document.Slice(part.Start, part.Length)))
            {
                if (element.Type is DocumentType or ArrayType)
                {
                    if (depth == MaxDepth)
                    {
                        throw new CommandException(Codes.Overflow, $"a document nests deeper than {MaxDepth}");
                    }

                    var length = BinaryPrimitives.ReadInt32LittleEndian(element.Value);
                    open.Push((offset + element.End - length, length));
                    depths.Push(depth + 1);
                }
            }
        }
    }
}
