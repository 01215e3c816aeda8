using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>
/// The raw buffers of a request or a result: an immutable list of byte blocks. Equality is by content; no buffers at all
/// equal null, since IPython stores an empty list as null.
/// </summary>
[OpaqueValue("raw buffers, which are never searched")]
[JsonConverter(typeof(BufferListJsonConverter))]
public sealed class BufferList : IReadOnlyList<ReadOnlyMemory<byte>>, IEquatable<BufferList>
{
    private readonly ReadOnlyMemory<byte>[] _blocks;

    private BufferList(ReadOnlyMemory<byte>[] blocks) => _blocks = blocks;

    /// <summary>No buffers.</summary>
    public static BufferList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _blocks.Length;

    /// <summary>The sum of the blocks' lengths, in bytes.</summary>
    public long TotalBytes
    {
        get
        {
            long total = 0;
            foreach (var block in _blocks)
            {
                total += block.Length;
            }

            return total;
        }
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> this[int index] => _blocks[index];

    /// <summary>Whether both hold the same blocks; null and <see cref="Empty"/> are equal.</summary>
    public static bool operator ==(BufferList? left, BufferList? right) => (left ?? Empty).Equals(right ?? Empty);

    /// <summary>The complement of equality.</summary>
    public static bool operator !=(BufferList? left, BufferList? right) => !(left == right);

    /// <summary>Copies the given blocks, so that later changes to the arrays do not show.</summary>
    public static BufferList Of(params IEnumerable<byte[]> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return Own([.. blocks.Select(block => (ReadOnlyMemory<byte>)block.ToArray())]);
    }

    /// <summary>Takes the blocks over without copying: the caller must not change them any more.</summary>
    internal static BufferList Own(ReadOnlyMemory<byte>[] blocks) => blocks.Length == 0 ? Empty : new BufferList(blocks);

    /// <inheritdoc/>
    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => ((IEnumerable<ReadOnlyMemory<byte>>)_blocks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(BufferList? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < _blocks.Length; i++)
        {
            if (!_blocks[i].Span.SequenceEqual(other._blocks[i].Span))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BufferList);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, TotalBytes);

    /// <summary>Returns how many blocks there are, and their bytes.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} buffers, {TotalBytes} bytes");

    /// <summary>The block's bytes as an array: the block's own where it spans one, a copy otherwise.</summary>
    internal static byte[] ToArray(ReadOnlyMemory<byte> block) =>
        MemoryMarshal.TryGetArray(block, out var segment) && segment.Array is { } array && segment.Count == array.Length
            ? array
            : block.ToArray();
}
