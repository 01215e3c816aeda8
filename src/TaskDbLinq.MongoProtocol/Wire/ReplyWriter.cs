using System.Buffers.Binary;

namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>Frames reply documents, each in the kind of message its request came in.</summary>
internal sealed class ReplyWriter(Stream stream)
{
    private const int MsgPrefix = Protocol.HeaderLength + 4 + 1;
    private const int ReplyPrefix = Protocol.HeaderLength + 20;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _lastId;

    public void Write(Request request, ReadOnlySpan<byte> document)
    {
        var legacy = request.LegacyDatabase is not null;
        var prefix = legacy ? ReplyPrefix : MsgPrefix;
        _buffer.AsSpan(0, prefix).Clear();
        var header = new MessageHeader(
            prefix + document.Length, ++_lastId, request.Id, legacy ? Protocol.OpReply : Protocol.OpMsg);
        header.Write(_buffer);
        if (legacy)
        {
            const int AwaitCapable = 8;
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(Protocol.HeaderLength), AwaitCapable);
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(prefix - 4), 1); // number of documents
        }

        // One send where it fits: a header sent on its own would cost the client a second wake-up.
        var together = Math.Min(document.Length, _buffer.Length - prefix);
        document[..together].CopyTo(_buffer.AsSpan(prefix));
        stream.Write(_buffer, 0, prefix + together);
        if (together < document.Length)
        {
            stream.Write(document[together..]);
        }
    }
}
