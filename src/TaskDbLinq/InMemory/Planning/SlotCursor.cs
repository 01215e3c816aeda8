using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>
/// Goes through the slots of an index. One virtual call per slot, where an iterator would take two and a copy of its state.
/// </summary>
internal abstract class SlotCursor
{
    /// <summary>The next slot; -1 at the end.</summary>
    public abstract int Next();
}

/// <summary>The slots of one chain that have a hash.</summary>
internal sealed class ChainCursor(ChainIndex chains, int hash) : SlotCursor
{
    private int _next = chains.First(hash);

    public override int Next()
    {
        while (_next >= 0)
        {
            var slot = _next;
            _next = chains.Next(slot);
            if (chains.HashAt(slot) == hash)
            {
                return slot;
            }
        }

        return -1;
    }
}

/// <summary>A part of a sorted run, and then the slots that are not yet in it.</summary>
internal sealed class RunCursor(int[] run, int from, int end, int tail, int slots) : SlotCursor
{
    private int _at = from;
    private int _tail = tail;

    public override int Next() => _at < end ? run[_at++] : _tail < slots ? _tail++ : -1;
}

/// <summary>Slots that are looked up one by one.</summary>
internal sealed class SequenceCursor(IEnumerator<int> sequence) : SlotCursor
{
    public override int Next() => sequence.MoveNext() ? sequence.Current : -1;
}
