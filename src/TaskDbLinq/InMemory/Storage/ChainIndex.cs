using System.Buffers;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// A hash index over slots that only grows: each bucket is a chain from its newest slot to its oldest. One writer
/// appends while any number of readers walk; a slot's link is written before its bucket leads to it.
/// </summary>
internal sealed class ChainIndex
{
    private readonly bool _partial;
    private readonly int[] _hashes;
    private readonly int[] _next;
    private readonly int[] _heads;
    private readonly int[] _counts;

    /// <param name="capacity">How many slots there can be.</param>
    /// <param name="buckets">How many chains at least.</param>
    /// <param name="counted">Whether the chains are counted, for <see cref="Estimate"/>.</param>
    /// <param name="partial">Whether some slots are in no chain. Where each is in one, nothing is read before it is written.</param>
    public ChainIndex(int capacity, int buckets, bool counted = true, bool partial = false)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, buckets));
        _partial = partial;
        _hashes = partial ? new int[capacity] : GC.AllocateUninitializedArray<int>(capacity);
        _next = partial ? new int[capacity] : GC.AllocateUninitializedArray<int>(capacity);
        _heads = new int[size];
        _counts = new int[counted ? size : 0];
    }

    /// <summary>The index of a new table to which the live slots have moved.</summary>
    /// <param name="moves">Where they are there.</param>
    /// <param name="capacity">How many slots there can be.</param>
    /// <param name="buckets">How many chains at least.</param>
    public ChainIndex Moved(SlotMoves moves, int capacity, int buckets)
    {
        var moved = new ChainIndex(capacity, buckets, counted: _counts.Length > 0, _partial);
        if (moved._heads.Length == _heads.Length)
        {
            Shorten(moved, moves);
            return moved;
        }

        for (var slot = 0; slot < moves.Slots; slot++)
        {
            if (moves.Place(slot) is > 0 and var place)
            {
                moved.Append(place - 1, _hashes[slot]);
            }
        }

        return moved;
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

    /// <summary>Makes the same chains without the dead slots, with no look at a bucket for each slot.</summary>
    private void Shorten(ChainIndex moved, SlotMoves moves)
    {
        var (first, end, dead) = (moves.First, moves.End, moves.Dead);
        moves.Copy(_hashes, moved._hashes);
        Array.Copy(_next, moved._next, first);

        // Where a chain goes on from each slot between the first dead one and the last: there, or at the next older slot that lives, which
        // is known since links lead to older ones.
        var on = ArrayPool<int>.Shared.Rent(end - first);
        var places = moves.Places;
        for (var at = 0; at < places.Length; at++)
        {
            var link = _next[first + at];
            link = link > first ? on[link - 1 - first] : link;
            on[at] = places[at] > 0 ? places[at] : link;
            if (places[at] > 0)
            {
                moved._next[places[at] - 1] = link;
            }
        }

        Follow(_next.AsSpan(end, moves.Slots - end), moved._next.AsSpan(end - dead));
        Follow(_heads, moved._heads);
        ArrayPool<int>.Shared.Return(on);
        _counts.CopyTo(moved._counts);

        void Follow(ReadOnlySpan<int> links, Span<int> followed)
        {
            for (var at = 0; at < links.Length; at++)
            {
                var link = links[at];
                followed[at] = link > end ? link - dead : link <= first ? link : on[link - 1 - first];
            }
        }
    }
}
