using System.Buffers.Binary;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>
/// Writes buffers as IPython stores them: a pickle of a list of bytes objects, protocol 5 as Python 3.8 and later write
/// it, frames and all. The opcodes are those of Python's Lib/pickletools.py, the frames those of Modules/_pickle.c.
/// </summary>
internal sealed class PythonPickle
{
    private const byte Protocol = 5;
    private const byte Memoize = 0x94;
    private const int BatchSize = 1_000;
    private const int FrameHeader = 1 + sizeof(long);

    /// <summary>A frame ends at the first value that brings it here; bytes as long as this stand outside of frames.</summary>
    private const int FrameTarget = 64 << 10;

    /// <summary>What is shorter goes without a frame.</summary>
    private const int FrameMinimum = 4;

    private readonly MemoryStream _pickle;
    private readonly MemoryStream _frame = new();

    private PythonPickle(MemoryStream pickle) => _pickle = pickle;

    /// <summary>The pickle; null for no buffers, as IPython has it.</summary>
    public static byte[]? Write(BufferList buffers)
    {
        if (buffers.Count == 0)
        {
            return null;
        }

        var pickle = new MemoryStream(checked((int)(buffers.TotalBytes + (6L * buffers.Count) + 64)));
        pickle.Write([0x80, Protocol]);
        new PythonPickle(pickle).WriteList(buffers);
        return pickle.ToArray();
    }

    private void WriteList(BufferList buffers)
    {
        _frame.Write([(byte)']', Memoize]);
        if (buffers.Count == 1)
        {
            WriteBytes(buffers[0].Span);
            _frame.WriteByte((byte)'a');
        }
        else
        {
            foreach (var batch in buffers.Chunk(BatchSize))
            {
                _frame.WriteByte((byte)'(');
                Array.ForEach(batch, block => WriteBytes(block.Span));
                _frame.WriteByte((byte)'e');
            }
        }

        _frame.WriteByte((byte)'.');
        CloseFrame();
    }

    private void WriteBytes(ReadOnlySpan<byte> block)
    {
        var isOutside = block.Length >= FrameTarget;
        if (isOutside)
        {
            CloseFrame();
        }

        var target = isOutside ? _pickle : _frame;
        Span<byte> head = stackalloc byte[1 + sizeof(uint)];
        head[0] = (byte)(block.Length <= byte.MaxValue ? 'C' : 'B');
        BinaryPrimitives.WriteUInt32LittleEndian(head[1..], (uint)block.Length);
        target.Write(block.Length <= byte.MaxValue ? head[..2] : head);
        target.Write(block);
        _frame.WriteByte(Memoize);
        if (_frame.Length >= FrameTarget)
        {
            CloseFrame();
        }
    }

    private void CloseFrame()
    {
        if (_frame.Length >= FrameMinimum)
        {
            Span<byte> head = stackalloc byte[FrameHeader];
            head[0] = 0x95;
            BinaryPrimitives.WriteInt64LittleEndian(head[1..], _frame.Length);
            _pickle.Write(head);
        }

        _frame.WriteTo(_pickle);
        _frame.SetLength(0);
    }
}
