using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// BSON in memory that grows (https://bsonspec.org/spec.html). The caller closes what it opens, and writes a name before each value.
/// </summary>
internal sealed class BsonBuffer(PooledMemory memory)
{
    private const int LengthBytes = sizeof(int);

    /// <summary>The bytes around a name and its text: the type, the length, and a NUL behind either.</summary>
    private const int AroundText = LengthBytes + 3;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The number of bytes written. A smaller one takes back what was written behind it.</summary>
    public int Length
    {
        get => memory.Length;
        set => memory.Length = value;
    }

    /// <summary>Begins a document or an array; <see cref="End"/> takes the result.</summary>
    public int Begin()
    {
        memory.Take(LengthBytes);
        return memory.Length - LengthBytes;
    }

    public void End(int start)
    {
        memory.Take(1)[0] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(memory.At(start), memory.Length - start);
    }

    /// <summary>Begins an element: its type and its name, which holds no NUL.</summary>
    public void Name(BsonType type, ReadOnlySpan<byte> name)
    {
        var target = memory.Take(name.Length + 2);
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

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(memory.Take(sizeof(int)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(memory.Take(sizeof(long)), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(memory.Take(sizeof(double)), value);

    public void Boolean(bool value) => memory.Take(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>An element that is a text, with its name: most of an answer are such.</summary>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> utf8)
    {
        var target = memory.Take(name.Length + utf8.Length + AroundText);
        target[0] = (byte)BsonType.String;
        name.CopyTo(target[1..]);
        target = target[(name.Length + 1)..];
        target[0] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(target[1..], utf8.Length + 1);
        utf8.CopyTo(target[(LengthBytes + 1)..]);
        target[^1] = 0;
    }

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Int32(utf8.Length + 1);
        var target = memory.Take(utf8.Length + 1);
        utf8.CopyTo(target);
        target[^1] = 0;
    }

    /// <exception cref="EncoderFallbackException">The text has half of a surrogate pair.</exception>
    public void Text(string value)
    {
        var most = Strict.GetMaxByteCount(value.Length);
        var target = memory.Take(LengthBytes + most + 1);
        var written = Strict.GetBytes(value, target[LengthBytes..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, written + 1);
        target[LengthBytes + written] = 0;
        memory.Length -= most - written;
    }

    /// <summary>Appends bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(memory.Take(value.Length));
}
