namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The completed (or the pending) slots of one table, oldest submission first; those never submitted count as oldest, and equals go in the
/// order of their slots. Tasks mostly come in the order of their submission: these are just met in the table, without a look at them, and
/// only the late ones go to a heap.
/// </summary>
internal sealed class CullQueue
{
    private readonly bool _pending;
    private readonly PriorityQueue<int, Entry> _late = new();
    private TaskTable _table;

    /// <summary>No slot below this one is alive, of the queue's kind and in order.</summary>
    private int _next;

    /// <summary>A queue of the live slots of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="pending">Whether the queue is of pending tasks, or of completed ones.</param>
    public CullQueue(TaskTable table, bool pending)
    {
        (_table, _pending) = (table, pending);
        for (var slot = 0; slot < table.Slots; slot++)
        {
            Add(slot);
        }
    }

    /// <summary>Adds a slot if it is of the queue's kind.</summary>
    public void Add(int slot)
    {
        if (_table.Note(slot).IsLate && Holds(slot))
        {
            _late.Enqueue(slot, Entry.Of(_table, slot));
        }
    }

    /// <summary>Follows the live slots to a new table, where they keep their order.</summary>
    public void Move(TaskTable table, SlotMoves moves)
    {
        while (_next < moves.Slots && moves.Place(_next) == 0)
        {
            _next++;
        }

        (_table, _next) = (table, _next < moves.Slots ? moves.Place(_next) - 1 : table.Slots);
        var late = _late.UnorderedItems.ToArray();
        _late.Clear();
        foreach (var (slot, entry) in late)
        {
            if (moves.Place(slot) is > 0 and var place)
            {
                _late.Enqueue(place - 1, entry with { Slot = place - 1 });
            }
        }
    }

    /// <summary>The oldest live slot; -1 when there is none.</summary>
    /// <param name="written">The slot that was appended last, and is passed over; -1 for none.</param>
    public int Oldest(int written)
    {
        while (_late.TryPeek(out var slot, out var late))
        {
            if (!_table.IsAlive(slot, int.MaxValue))
            {
                _late.Dequeue();
            }
            else if (slot == written)
            {
                _late.Dequeue();
                var oldest = Oldest(written);
                _late.Enqueue(slot, late);
                return oldest;
            }
            else
            {
                return FirstInOrder(written) is >= 0 and var first && Entry.Of(_table, first).CompareTo(late) < 0 ? first : slot;
            }
        }

        return FirstInOrder(written);
    }

    private int FirstInOrder(int written)
    {
        while (_next < _table.Slots && (_table.Note(_next).IsLate || !Holds(_next)))
        {
            _next++;
        }

        // Behind the slot that was written last there is none.
        return _next < _table.Slots && _next != written ? _next : -1;
    }

    private bool Holds(int slot) => _table.Note(slot).IsPending == _pending && _table.IsAlive(slot, int.MaxValue);

    private readonly record struct Entry(long Ticks, int Slot) : IComparable<Entry>
    {
        public static Entry Of(TaskTable table, int slot) => new(TaskTable.SubmittedTicks(table.Record(slot)), slot);

        public int CompareTo(Entry other) => Ticks == other.Ticks ? Slot.CompareTo(other.Slot) : Ticks.CompareTo(other.Ticks);
    }
}
