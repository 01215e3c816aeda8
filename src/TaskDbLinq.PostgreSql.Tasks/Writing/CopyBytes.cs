using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>Rows in PostgreSQL's binary form of <c>COPY</c>, in memory that grows and is used again.</summary>
internal sealed class CopyBytes(int capacity) : IBufferWriter<byte>
{
    private const int LengthBytes = sizeof(int);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    /// <summary>What was written, until more is.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Begins a value, whose length is written before it; <see cref="End"/> takes the result.</summary>
    public int Begin()
    {
        Take(LengthBytes);
        return Length;
    }

    public void End(int start) =>
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(start - LengthBytes), Length - start);

    public void Null() => Int32(-1);

    public void Int16(short value) => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), value);

    /// <summary>A value of 64 bits, with its length.</summary>
    public void Value(long value)
    {
        Int32(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), value);
    }

    /// <summary>A text, with its length.</summary>
    public void Value(string text)
    {
        var start = Begin();
        var length = Strict.GetBytes(text, GetSpan(Strict.GetMaxByteCount(text.Length)));
        Advance(length);
        End(start);
    }

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private Span<byte> Take(int count)
    {
        Reserve(count);
        var taken = _bytes.AsSpan(Length, count);
        Length += count;
        return taken;
    }

    private void Reserve(int count)
    {
        var needed = Length + (long)Math.Max(count, 1);
        if (_bytes.Length < needed)
        {
            Array.Resize(ref _bytes, checked((int)Math.Max(needed, Math.Min(2L * _bytes.Length, Array.MaxLength))));
        }
    }
}
