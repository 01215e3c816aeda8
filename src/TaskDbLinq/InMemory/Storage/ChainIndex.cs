namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// A hash index over slots that only grows: each bucket is a chain from its newest slot to its oldest. One writer
/// appends while any number of readers walk; a slot's link is written before its bucket leads to it.
/// </summary>
internal sealed class ChainIndex
{
    private readonly int[] _hashes;
    private readonly int[] _next;
    private readonly int[] _heads;
    private readonly int[] _counts;

    /// <param name="capacity">How many slots there can be.</param>
    /// <param name="buckets">How many chains at least.</param>
    /// <param name="counted">Whether the chains are counted, for <see cref="Estimate"/>.</param>
    public ChainIndex(int capacity, int buckets, bool counted = true)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, buckets));
        _hashes = new int[capacity];
        _next = new int[capacity];
        _heads = new int[size];
        _counts = new int[counted ? size : 0];
    }

    public void Append(int slot, int hash)
    {
        var bucket = hash & (_heads.Length - 1);
        ref var head = ref _heads[bucket];
        _hashes[slot] = hash;
        _next[slot] = head;
        if (_counts.Length > 0)
        {
            _counts[bucket]++;
        }

        // Heads and links are one more than the slot, so that a fresh array of zeros is a set of empty chains.
        Volatile.Write(ref head, slot + 1);
    }

    /// <summary>Takes a dead slot out of the estimate; its chain keeps it for readers of older snapshots.</summary>
    public void Discount(int slot) => _counts[_hashes[slot] & (_heads.Length - 1)]--;

    /// <summary>The newest slot that may have the hash; -1 for none.</summary>
    public int First(int hash) => Volatile.Read(ref _heads[hash & (_heads.Length - 1)]) - 1;

    /// <summary>The next older slot of the chain; -1 at its end.</summary>
    public int Next(int slot) => _next[slot] - 1;

    public int HashAt(int slot) => _hashes[slot];

    /// <summary>About how many live slots the chain of a hash has: never less than those of the hash.</summary>
    public int Estimate(int hash) => _counts[hash & (_heads.Length - 1)];
}
