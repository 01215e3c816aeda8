using System.Buffers.Binary;
using System.Text;

namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>Turns one framed message into a <see cref="Request"/>, or throws <see cref="WireException"/>.</summary>
internal static class RequestParser
{
    private const byte BodySection = 0;
    private const byte SequenceSection = 1;
    private const int ChecksumLength = 4;

    public static Request Parse(Memory<byte> message)
    {
        var header = MessageHeader.Read(message.Span);
        return header.OpCode switch
        {
            Protocol.OpMsg => ParseMsg(header, message),
            Protocol.OpQuery => ParseQuery(header, message),
            _ => throw new WireException($"opcode {header.OpCode} is not supported"),
        };
    }

    private static Request ParseMsg(MessageHeader header, Memory<byte> message)
    {
        Need(message.Length >= Protocol.HeaderLength + 4, "no room for the flags");
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(message.Span[Protocol.HeaderLength..]);
        const uint Known = Protocol.FlagChecksumPresent | Protocol.FlagMoreToCome;
        Need((flags & Protocol.RequiredFlags & ~Known) == 0, "unknown required flag bits");
        if ((flags & Protocol.FlagChecksumPresent) != 0)
        {
            message = VerifyChecksum(message);
        }

        Memory<byte>? body = null;
        List<DocumentSequence>? sequences = null;
        var rest = message[(Protocol.HeaderLength + 4)..];
        while (!rest.IsEmpty)
        {
            var kind = rest.Span[0];
            rest = rest[1..];
            switch (kind)
            {
                case BodySection:
                    Need(body is null, "two command documents");
                    body = rest[..RawBson.DocumentLength(rest.Span)];
                    rest = rest[body.Value.Length..];
                    break;
                case SequenceSection:
                    (sequences ??= []).Add(ReadSequence(ref rest));
                    break;
                default:
                    throw new WireException($"section kind {kind}");
            }
        }

        Need(body is not null, "no command document");
        var expectsReply = (flags & Protocol.FlagMoreToCome) == 0;
        return new Request(header.RequestId, body!.Value, sequences ?? [], expectsReply);
    }

    private static DocumentSequence ReadSequence(ref Memory<byte> rest)
    {
        Need(rest.Length >= 4, "a section without its size");
        var size = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
        Need(size >= 5 && size <= rest.Length, "a section size outside the message");
        var section = rest[4..size];
        rest = rest[size..];

        var nameLength = section.Span.IndexOf((byte)0);
        Need(nameLength > 0, "a section without a name");
        var documents = section[(nameLength + 1)..];
        // The engine trusts these lengths, so they are checked before it sees them.
        for (var left = documents.Span; !left.IsEmpty;)
        {
            left = left[RawBson.DocumentLength(left)..];
        }

        return new DocumentSequence(Encoding.UTF8.GetString(section.Span[..nameLength]), documents);
    }

    /// <summary>The first message of a driver: drivers use OP_MSG only once a server has said it speaks it.</summary>
    private static Request ParseQuery(MessageHeader header, Memory<byte> message)
    {
        var rest = message[Protocol.HeaderLength..];
        Need(rest.Length > 4, "no room for the flags");
        rest = rest[4..];
        var nameLength = rest.Span.IndexOf((byte)0);
        Need(nameLength > 0 && rest.Length >= nameLength + 1 + 8, "an incomplete query");
        var name = Encoding.UTF8.GetString(rest.Span[..nameLength]);
        Need(name.EndsWith(".$cmd", StringComparison.Ordinal), "a legacy query that is no command");
        rest = rest[(nameLength + 1 + 8)..];
        var body = rest[..RawBson.DocumentLength(rest.Span)];
        return new Request(header.RequestId, body, [], ExpectsReply: true, LegacyDatabase: name[..^".$cmd".Length]);
    }

    private static Memory<byte> VerifyChecksum(Memory<byte> message)
    {
        Need(message.Length >= Protocol.HeaderLength + 4 + ChecksumLength, "no room for the checksum");
        var content = message[..^ChecksumLength];
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(message.Span[^ChecksumLength..]);
        Need(stated == Crc32C.Of(content.Span), "a wrong checksum");
        return content;
    }

    private static void Need(bool condition, string problem)
    {
        if (!condition)
        {
            throw new WireException(problem);
        }
    }
}
