using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The hashes of texts in the indexes: a few multiplications, where <see cref="string.GetHashCode()"/> takes several times as long.
/// They are other ones in each process, so that nobody can choose ids of one hash.
/// </summary>
internal static class TextHash
{
    private const int Word = sizeof(ulong);

    private static readonly ulong First = Random();
    private static readonly ulong Second = Random();
    private static readonly ulong Third = Random();

    /// <summary>The hash of a text; 0 of null.</summary>
    public static int Of(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        var state = Third ^ (ulong)bytes.Length;
        for (var left = bytes; left.Length > 2 * Word; left = left[(2 * Word)..])
        {
            state = Mixed(left, left[Word..], state);
        }

        // The last step takes what is left, and of what was taken before as much as makes it whole.
        state = bytes.Length >= 2 * Word ? Mixed(bytes[^(2 * Word)..], bytes[^Word..], state)
            : bytes.Length >= Word ? Mixed(bytes, bytes[^Word..], state)
            : Product(Short(text) ^ First ^ state, Second);
        state = Product(state ^ First, Third);
        return (int)(state ^ (state >> 32));
    }

    /// <summary>A text of less than a word.</summary>
    private static ulong Short(string text) =>
        text.Length == 0 ? 0 : text[0] | ((ulong)text[text.Length / 2] << 16) | ((ulong)text[^1] << 32);

    private static ulong Mixed(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, ulong state) => Product(
        BinaryPrimitives.ReadUInt64LittleEndian(one) ^ First ^ state, BinaryPrimitives.ReadUInt64LittleEndian(other) ^ Second);

    private static ulong Product(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private static ulong Random() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(Word)) | 1;
}
