using System.Buffers;

namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>
/// Memory of the shared pool that grows, and goes back when it is disposed: replies of many megabytes would otherwise be new pages for each
/// request.
/// </summary>
/// <param name="expected">How many bytes are expected: memory that grows is copied.</param>
internal sealed class PooledMemory(int expected = 0) : IDisposable
{
    private const int Least = 4096;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(expected, Least));
    private int _length;

    /// <summary>Gets or sets how many bytes are written. A smaller number takes back what was written behind it.</summary>
    public int Length
    {
        get => _length;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)_length);
            _length = value;
        }
    }

    /// <summary>What was written; valid until the next write and until the memory is disposed.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Returns the bytes from a place on that was written already; valid until the next write.</summary>
    public Span<byte> At(int position) => _bytes.AsSpan(position, _length - position);

    /// <summary>Returns the next bytes, which are the caller's to fill; valid until the next write.</summary>
    public Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Grow(count);
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _length = 0;
        }
    }

    private void Grow(int count)
    {
        ObjectDisposedException.ThrowIf(_bytes.Length == 0, this);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + count), (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
