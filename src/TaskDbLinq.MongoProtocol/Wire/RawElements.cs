using System.Buffers.Binary;

namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>One top-level element: its type, its name and where it and its value lie in the document.</summary>
internal readonly ref struct RawElement(ReadOnlySpan<byte> document, int start, int valueStart, int end)
{
    private readonly ReadOnlySpan<byte> _document = document;

    public int Start { get; } = start;

    public int End { get; } = end;

    public byte Type => _document[Start];

    public ReadOnlySpan<byte> Name => _document[(Start + 1)..(valueStart - 1)];

    public ReadOnlySpan<byte> Value => _document[valueStart..End];
}

/// <summary>Walks the top level of a BSON document, for <c>foreach</c>. Throws on anything that does not fit.</summary>
internal ref struct RawElements(ReadOnlySpan<byte> document)
{
    private readonly ReadOnlySpan<byte> _document = document[..RawBson.DocumentLength(document)];
    private int _start;
    private int _valueStart;
    private int _end = sizeof(int);

    public readonly RawElement Current => new(_document, _start, _valueStart, _end);

    public readonly RawElements GetEnumerator() => this;

    public bool MoveNext()
    {
        // The last byte is the document's own terminator.
        var last = _document.Length - 1;
        if (_end == last)
        {
            return false;
        }

        _start = _end;
        _valueStart = AfterCString(_start + 1);
        var length = ValueLength(_document[_start], _valueStart);
        if (length < 0 || length > last - _valueStart)
        {
            throw new WireException("a BSON value that does not fit its document");
        }

        _end = _valueStart + (int)length;
        return true;
    }

    private readonly int AfterCString(int from)
    {
        var length = _document[from..].IndexOf((byte)0);
        return length >= 0 ? from + length + 1 : throw new WireException("a BSON name without an end");
    }

    private readonly long ValueLength(byte type, int at) => type switch
    {
        0x06 or 0x0A or 0x7F or 0xFF => 0, // undefined, null, max key, min key
        0x08 => 1,
        0x10 => 4,
        0x01 or 0x09 or 0x11 or 0x12 => 8, // double, date, timestamp, int64
        0x07 => 12,
        0x13 => 16,
        0x03 or 0x04 or 0x0F => AtLeast(5, Int32At(at)), // document, array, code with scope
        0x02 or 0x0D or 0x0E => 4 + AtLeast(1, Int32At(at)), // string, code, symbol
        0x05 => 5 + AtLeast(0, Int32At(at)),
        0x0C => 4 + AtLeast(1, Int32At(at)) + 12,
        0x0B => AfterCString(AfterCString(at)) - at, // regular expression: pattern, options
        _ => throw new WireException($"BSON type {type}"),
    };

    private static long AtLeast(int least, int stated) =>
        stated >= least ? stated : throw new WireException("a negative BSON length");

    private readonly int Int32At(int at) => _document.Length - at >= sizeof(int)
        ? BinaryPrimitives.ReadInt32LittleEndian(_document[at..])
        : throw new WireException("a BSON value that does not fit its document");
}
