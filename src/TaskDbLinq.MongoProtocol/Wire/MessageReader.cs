using System.Buffers;
using System.Buffers.Binary;

namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>
/// Cuts a byte stream into messages. One read of the socket often brings a whole message, and a large
/// message is received where it will be parsed, without a copy.
/// </summary>
internal sealed class MessageReader(Stream stream, ReadLimits? limits = null) : IDisposable
{
    private const int UsualBuffer = 16 * 1024;
    private const int LargestKept = 1024 * 1024;

    private readonly ReadLimits _limits = limits ?? ReadLimits.None;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualBuffer);
    private int _start;
    private int _end;
    private int _taken;
    private long _deadline;

    /// <summary>The most bytes of a message; less, until a client has said who it is.</summary>
    public int MostBytes { get; set; } = Protocol.AcceptedMessageBytes;

    /// <summary>
    /// The next message with its header, or null when the peer closed between two messages.
    /// The memory is writable and valid until the next call.
    /// </summary>
    public Memory<byte>? Read()
    {
        ReleaseLargeBuffer();
        _deadline = 0;
        if (!Fill(Protocol.HeaderLength))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start));
        if (length < Protocol.HeaderLength || length > MostBytes)
        {
            throw new WireException($"a message of {length} bytes");
        }

        if (length > LargestKept)
        {
            _limits.Budget?.Take(length, _limits.Patience);
            _taken = length;
        }

        Fill(length);
        var message = _buffer.AsMemory(_start, length);
        _start += length;
        return message;
    }

    public void Dispose()
    {
        ReturnTaken();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Makes <paramref name="count"/> bytes available; false if the stream ended before the first.</summary>
    private bool Fill(int count)
    {
        MakeRoom(count);
        while (_end - _start < count)
        {
            SetTimeout();
            var received = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (received == 0)
            {
                return _end == _start ? false : throw new WireException("the connection ended inside a message");
            }

            _end += received;
        }

        return true;
    }

    /// <summary>Between messages a client may be silent; once one has begun, all of it has to come in time.</summary>
    private void SetTimeout()
    {
        if (!stream.CanTimeout || _limits.Patience == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        if (_end == _start)
        {
            stream.ReadTimeout = (int)Math.Min(_limits.Idle.TotalMilliseconds, int.MaxValue);
            return;
        }

        _deadline = _deadline == 0 ? Environment.TickCount64 + (long)_limits.Patience.TotalMilliseconds : _deadline;
        var left = _deadline - Environment.TickCount64;
        stream.ReadTimeout = left > 0 ? (int)left : throw new WireException("a message that does not come to its end");
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
        ReturnTaken();
        if (_buffer.Length > LargestKept && _start == _end)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(UsualBuffer);
        }
    }

    private void ReturnTaken()
    {
        if (_taken > 0)
        {
            _limits.Budget?.Return(_taken);
            _taken = 0;
        }
    }
}

/// <summary>How long a reader waits, and how much it takes.</summary>
/// <param name="Patience">For the rest of a message that has begun.</param>
/// <param name="Idle">For the next message.</param>
/// <param name="Budget">The bytes that large messages of all connections may take up together; null for any number.</param>
internal sealed record ReadLimits(TimeSpan Patience, TimeSpan Idle, ByteBudget? Budget)
{
    public static ReadLimits None { get; } = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, null);
}
