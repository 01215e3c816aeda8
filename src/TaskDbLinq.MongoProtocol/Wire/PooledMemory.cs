using System.Buffers;

namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>
/// A stream into memory of the shared pool, to which it goes back when the stream is disposed: replies of many megabytes would otherwise be
/// new pages for each request.
/// </summary>
internal sealed class PooledMemory : Stream
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;
    private int _position;

    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => _position = checked((int)value);
    }

    /// <summary>What was written; valid until the next write and until the stream is disposed.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Reserve(_position + buffer.Length);
        buffer.CopyTo(_bytes.AsSpan(_position));
        _position += buffer.Length;
        _length = Math.Max(_length, _position);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void SetLength(long value)
    {
        Reserve(checked((int)value));
        if (value > _length)
        {
            _bytes.AsSpan(_length, (int)value - _length).Clear();
        }

        _length = (int)value;
        _position = Math.Min(_position, _length);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => _length,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _length = _position = 0;
        }

        base.Dispose(disposing);
    }

    private void Reserve(int length)
    {
        ObjectDisposedException.ThrowIf(_bytes.Length == 0, this);
        if (length <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, 2 * _bytes.Length));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
