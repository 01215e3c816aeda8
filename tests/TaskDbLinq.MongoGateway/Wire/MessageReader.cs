using System.Buffers;
using System.Buffers.Binary;

namespace TaskDbLinq.MongoGateway.Wire;

/// <summary>
/// Cuts a byte stream into messages. One read of the socket often brings a whole message, and a large
/// message is received where it will be parsed, without a copy.
/// </summary>
internal sealed class MessageReader(Stream stream) : IDisposable
{
    private const int UsualBuffer = 64 * 1024;
    private const int LargestKept = 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualBuffer);
    private int _start;
    private int _end;

    /// <summary>
    /// The next message with its header, or null when the peer closed between two messages.
    /// The memory is writable and valid until the next call.
    /// </summary>
    public Memory<byte>? Read()
    {
        ReleaseLargeBuffer();
        if (!Fill(Protocol.HeaderLength))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start));
        if (length is < Protocol.HeaderLength or > Protocol.AcceptedMessageBytes)
        {
            throw new WireException($"a message of {length} bytes");
        }

        Fill(length);
        var message = _buffer.AsMemory(_start, length);
        _start += length;
        return message;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Makes <paramref name="count"/> bytes available; false if the stream ended before the first.</summary>
    private bool Fill(int count)
    {
        MakeRoom(count);
        while (_end - _start < count)
        {
            var received = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (received == 0)
            {
                return _end == _start ? false : throw new WireException("the connection ended inside a message");
            }

            _end += received;
        }

        return true;
    }

    private void MakeRoom(int count)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_buffer.Length - _start >= count)
        {
            return;
        }

        var target = _buffer.Length >= count ? _buffer : ArrayPool<byte>.Shared.Rent(count);
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _end -= _start;
        _start = 0;
    }

    // An idle connection must not sit on the 48 MB its last bulk insert needed.
    private void ReleaseLargeBuffer()
    {
        if (_buffer.Length > LargestKept && _start == _end)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(UsualBuffer);
        }
    }
}
