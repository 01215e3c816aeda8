using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using MongoDB.Bson;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// BSON in memory that grows (https://bsonspec.org/spec.html). The caller closes what it opens, and writes a name before each value.
/// </summary>
internal sealed class BsonBuffer
{
    private const int LengthBytes = sizeof(int);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _bytes = new byte[4096];

    /// <summary>The number of bytes written. A smaller one takes back what was written behind it.</summary>
    public int Length { get; set; }

    /// <summary>The memory; valid up to <see cref="Length"/> and until the next write.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Begins a document or an array; <see cref="End"/> takes the result.</summary>
    public int Begin()
    {
        Take(LengthBytes);
        return Length - LengthBytes;
    }

    public void End(int start)
    {
        Take(1)[0] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start), Length - start);
    }

    /// <summary>Begins an element: its type and its name, which holds no NUL.</summary>
    public void Name(BsonType type, ReadOnlySpan<byte> name)
    {
        var target = Take(name.Length + 2);
        target[0] = (byte)type;
        name.CopyTo(target[1..]);
        target[^1] = 0;
    }

    /// <summary>Begins an element of an array, whose name is its position.</summary>
    public void Name(BsonType type, int position)
    {
        Span<byte> digits = stackalloc byte[11];
        _ = Utf8Formatter.TryFormat(position, digits, out var length);
        Name(type, digits[..length]);
    }

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    public void Boolean(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Int32(utf8.Length + 1);
        var target = Take(utf8.Length + 1);
        utf8.CopyTo(target);
        target[^1] = 0;
    }

    /// <exception cref="EncoderFallbackException">The text has half of a surrogate pair.</exception>
    public void Text(string value)
    {
        var most = Strict.GetMaxByteCount(value.Length) + 1;
        var start = Length;
        var written = Strict.GetBytes(value, Take(LengthBytes + most)[LengthBytes..]);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start), written + 1);
        _bytes[start + LengthBytes + written] = 0;
        Length = start + LengthBytes + written + 1;
    }

    public void Binary(ReadOnlyMemory<byte> value)
    {
        Int32(value.Length);
        var target = Take(value.Length + 1);
        target[0] = (byte)BsonBinarySubType.Binary;
        value.Span.CopyTo(target[1..]);
    }

    /// <summary>Appends bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + count));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
