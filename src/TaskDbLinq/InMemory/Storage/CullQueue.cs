namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The completed (or the pending) slots of one table, oldest submission first; those never submitted count as oldest,
/// and equals go in the order of their slots. What was there at first is sorted once, what comes later goes to a heap:
/// taking one costs O(log n), and mostly O(1). Slots that died meanwhile are passed over.
/// </summary>
internal sealed class CullQueue
{
    private readonly TaskTable _table;
    private readonly bool _completed;
    private readonly Entry[] _sorted;
    private readonly PriorityQueue<int, Entry> _later = new();
    private int _at;

    /// <param name="table">The table.</param>
    /// <param name="completed">Whether the queue is of completed tasks, or of pending ones.</param>
    public CullQueue(TaskTable table, bool completed)
    {
        (_table, _completed) = (table, completed);
        var entries = new List<Entry>();
        var ascending = true;
        for (var slot = 0; slot < table.Slots; slot++)
        {
            if (table.IsAlive(slot, int.MaxValue) && IsMine(table.Record(slot)))
            {
                var entry = EntryOf(slot);
                ascending &= entries.Count == 0 || entries[^1].CompareTo(entry) <= 0;
                entries.Add(entry);
            }
        }

        _sorted = [.. entries];
        if (!ascending)
        {
            Array.Sort(_sorted);
        }
    }

    /// <summary>Adds a slot if it is of the queue's kind.</summary>
    public void Add(int slot)
    {
        if (IsMine(_table.Record(slot)))
        {
            _later.Enqueue(slot, EntryOf(slot));
        }
    }

    /// <summary>Takes the oldest live slot out; -1 when there is none.</summary>
    public int Take()
    {
        while (true)
        {
            var hasLater = _later.TryPeek(out _, out var later);
            if (_at == _sorted.Length && !hasLater)
            {
                return -1;
            }

            var slot = _at < _sorted.Length && (!hasLater || _sorted[_at].CompareTo(later) <= 0) ? _sorted[_at++].Slot : _later.Dequeue();
            if (_table.IsAlive(slot, int.MaxValue))
            {
                return slot;
            }
        }
    }

    private bool IsMine(TaskRecord task) => task.Completed.HasValue == _completed;

    private Entry EntryOf(int slot) => new(_table.Record(slot).Submitted?.Ticks ?? -1, slot);

    private readonly record struct Entry(long Ticks, int Slot) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Ticks == other.Ticks ? Slot.CompareTo(other.Slot) : Ticks.CompareTo(other.Ticks);
    }
}
