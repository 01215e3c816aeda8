using System.Buffers.Binary;
using System.Text.Unicode;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Wire;

/// <summary>
/// JSON with buffers behind it: the length of the JSON (four bytes, little-endian), the JSON, and the buffers without gaps.
/// <c>{"$buffers": [length, …]}</c> stands in the JSON where buffers belong, in the order in which they follow.
/// </summary>
internal sealed class Frame
{
    public const string ContentType = "application/x-taskdb-frame";

    private const int LengthBytes = sizeof(uint);

    private ReadOnlyMemory<byte> _buffers;

    private Frame(DocumentValue value, ReadOnlyMemory<byte> buffers) => (Value, _buffers) = (value, buffers);

    /// <summary>The JSON, whose typed forms are read.</summary>
    public DocumentValue Value { get; }

    /// <summary>Whether every buffer was taken.</summary>
    public bool IsRead => _buffers.IsEmpty;

    /// <summary>Reads a frame, or plain JSON when the body is none.</summary>
    /// <exception cref="BadRequestException">The body is neither.</exception>
    public static Frame Read(ReadOnlyMemory<byte> body, bool isFrame)
    {
        if (!isFrame)
        {
            return new Frame(Parse(body.Span), default);
        }

        if (body.Length < LengthBytes)
        {
            throw new BadRequestException("The frame is shorter than its length.");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(body.Span);
        return length <= body.Length - LengthBytes
            ? new Frame(Parse(body.Span.Slice(LengthBytes, (int)length)), body[(LengthBytes + (int)length)..])
            : throw new BadRequestException("The frame is shorter than its JSON.");
    }

    /// <summary>Takes the next buffer: a copy, since the body holds everything else too.</summary>
    /// <exception cref="BadRequestException">The frame has fewer bytes.</exception>
    public byte[] Take(long length)
    {
        if (length < 0 || length > _buffers.Length)
        {
            throw new BadRequestException("The frame has fewer buffers than its JSON announces.");
        }

        var taken = _buffers[..(int)length].ToArray();
        _buffers = _buffers[(int)length..];
        return taken;
    }

    private static DocumentValue Parse(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new BadRequestException("The body is not UTF-8.");
        }

        try
        {
            return DocumentJson.ParseStored(json);
        }
        catch (FormatException fault)
        {
            throw new BadRequestException(fault.Message);
        }
    }
}
