using System.Buffers;
using System.Buffers.Binary;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Store;

/// <summary>Buffers as one blob: the number of blocks, their lengths (little-endian, 32 bits each), then their bytes.</summary>
internal static class BufferBlob
{
    private const int Word = sizeof(int);

    /// <summary>The blob; null for no buffers.</summary>
    public static byte[]? Write(BufferList buffers)
    {
        if (buffers.Count == 0)
        {
            return null;
        }

        var blob = new byte[checked((int)Length(buffers))];
        Write(buffers, blob);
        return blob;
    }

    /// <summary>Appends the blob, without an array of its own.</summary>
    public static void WriteTo(IBufferWriter<byte> target, BufferList buffers)
    {
        var length = checked((int)Length(buffers));
        Write(buffers, target.GetSpan(length));
        target.Advance(length);
    }

    /// <summary>How long the blob is; zero for no buffers.</summary>
    public static long Length(BufferList buffers) => buffers.Count == 0 ? 0 : HeadLength(buffers) + buffers.TotalBytes;

    /// <summary>Writes the blob into its place in a row, without a copy of its bytes.</summary>
    public static void WriteTo(Stream blob, BufferList buffers)
    {
        var head = new byte[HeadLength(buffers)];
        WriteHead(buffers, head);
        blob.Write(head);
        foreach (var block in buffers)
        {
            blob.Write(block.Span);
        }
    }

    /// <summary>The buffers, as slices of the blob.</summary>
    /// <exception cref="FormatException">The blob is damaged.</exception>
    public static BufferList Read(byte[] blob)
    {
        var count = blob.Length >= Word ? BinaryPrimitives.ReadInt32LittleEndian(blob) : -1;
        Check(count >= 0 && count <= (blob.Length / Word) - 1);
        var blocks = new ReadOnlyMemory<byte>[count];
        var at = (count + 1) * Word;
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(blob.AsSpan((i + 1) * Word));
            Check(length >= 0 && length <= blob.Length - at);
            blocks[i] = blob.AsMemory(at, length);
            at += length;
        }

        Check(at == blob.Length);
        return BufferList.Own(blocks);
    }

    private static int HeadLength(BufferList buffers) => (buffers.Count + 1) * Word;

    private static void Write(BufferList buffers, Span<byte> blob)
    {
        WriteHead(buffers, blob);
        var at = HeadLength(buffers);
        for (var i = 0; i < buffers.Count; i++)
        {
            buffers[i].Span.CopyTo(blob[at..]);
            at += buffers[i].Length;
        }
    }

    private static void WriteHead(BufferList buffers, Span<byte> head)
    {
        BinaryPrimitives.WriteInt32LittleEndian(head, buffers.Count);
        for (var i = 0; i < buffers.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head[((i + 1) * Word)..], buffers[i].Length);
        }
    }

    private static void Check(bool sound)
    {
        if (!sound)
        {
            throw new FormatException("The stored buffers are damaged.");
        }
    }
}
