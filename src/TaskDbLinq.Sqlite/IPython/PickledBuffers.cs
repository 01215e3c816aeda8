using System.Buffers.Binary;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>
/// Reads buffers as IPython stores them: a Python pickle of a list of bytes objects. Unpickling is code execution, so
/// this reader knows the opcodes that build lists and bytes, and no other; it can't be made to run anything.
/// The opcodes are those of Python's Lib/pickletools.py, protocols 2 to 5.
/// </summary>
internal sealed class PickledBuffers
{
    private const int MaxBlocks = 1_000_000;
    private static readonly object Mark = new();

    private readonly ReadOnlyMemory<byte> _pickle;
    private readonly List<object> _stack = [];
    private readonly Dictionary<long, object> _memo = [];
    private int _at;

    private PickledBuffers(ReadOnlyMemory<byte> pickle) => _pickle = pickle;

    /// <summary>Reads a pickle; the blocks are slices of it.</summary>
    /// <exception cref="FormatException">The pickle is damaged, or holds anything but a list of bytes.</exception>
    public static BufferList Read(byte[] pickle)
    {
        if (new PickledBuffers(pickle).Run() is not List<object> list)
        {
            throw new FormatException("The buffers' pickle holds no list.");
        }

        var blocks = new ReadOnlyMemory<byte>[list.Count];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = list[i] is ReadOnlyMemory<byte> block
                ? block
                : throw new FormatException("The buffers' pickle holds something other than bytes.");
        }

        return BufferList.Own(blocks);
    }

    private object Run()
    {
        while (true)
        {
            var opcode = (char)Byte();
            switch (opcode)
            {
                case '\x80': // PROTO
                    Check(Byte() is >= 2 and <= 5, "is of an unknown protocol");
                    break;
                case '\x95': // FRAME: a hint about sizes; what it frames follows anyway
                    Take(8);
                    break;
                case ']': // EMPTY_LIST
                    _stack.Add(new List<object>());
                    break;
                case '(': // MARK
                    _stack.Add(Mark);
                    break;
                case 'a': // APPEND
                    Append(_stack.Count - 1);
                    break;
                case 'e': // APPENDS
                    AppendAll();
                    break;
                case 'C': // SHORT_BINBYTES
                    _stack.Add(Take(Byte()));
                    break;
                case 'B': // BINBYTES
                    _stack.Add(Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span)));
                    break;
                case '\x8e' or '\x96': // BINBYTES8, BYTEARRAY8
                    _stack.Add(Take(BinaryPrimitives.ReadInt64LittleEndian(Take(8).Span)));
                    break;
                case 'U': // SHORT_BINSTRING: bytes as Python 2 wrote them
                    _stack.Add(Take(Byte()));
                    break;
                case 'T': // BINSTRING
                    _stack.Add(Take(BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span)));
                    break;
                case '\x94': // MEMOIZE
                    _memo[_memo.Count] = Top();
                    break;
                case 'q': // BINPUT
                    _memo[Byte()] = Top();
                    break;
                case 'r': // LONG_BINPUT
                    _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span)] = Top();
                    break;
                case 'h': // BINGET
                    Recall(Byte());
                    break;
                case 'j': // LONG_BINGET
                    Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4).Span));
                    break;
                case '.': // STOP
                    Check(_stack.Count == 1, "does not end in one value");
                    return _stack[0];
                default:
                    throw new FormatException($"The buffers' pickle holds the opcode 0x{(int)opcode:X2}, which builds more than lists "
                        + "and bytes; it was not run.");
            }

            Check(_stack.Count <= MaxBlocks, "is too large");
        }
    }

    private void AppendAll()
    {
        var mark = _stack.LastIndexOf(Mark);
        Check(mark > 0, "is out of order");
        Append(mark + 1);
        _stack.RemoveAt(mark);
    }

    /// <summary>Moves the values from <paramref name="first"/> on into the list below them, or below the mark below them.</summary>
    private void Append(int first)
    {
        var below = first - 1;
        below = below >= 0 && ReferenceEquals(_stack[below], Mark) ? below - 1 : below;
        Check(below >= 0 && _stack[below] is List<object>, "appends to no list");
        var list = (List<object>)_stack[below];
        for (var i = first; i < _stack.Count; i++)
        {
            Check(_stack[i] is ReadOnlyMemory<byte>, "puts something other than bytes into the list");
            list.Add(_stack[i]);
        }

        _stack.RemoveRange(first, _stack.Count - first);
    }

    private void Recall(long key)
    {
        Check(_memo.ContainsKey(key), "recalls what it never kept");
        _stack.Add(_memo[key]);
    }

    private object Top()
    {
        Check(_stack.Count > 0 && !ReferenceEquals(_stack[^1], Mark), "is out of order");
        return _stack[^1];
    }

    private byte Byte() => Take(1).Span[0];

    private ReadOnlyMemory<byte> Take(long count)
    {
        Check(count >= 0 && count <= _pickle.Length - _at, "ends too early");
        var taken = _pickle.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    private static void Check(bool sound, string fault)
    {
        if (!sound)
        {
            throw new FormatException($"The buffers' pickle {fault}.");
        }
    }
}
