using System.Runtime.InteropServices;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The completed (or the pending) slots of one table, oldest submission first; those never submitted count as oldest,
/// and equals go in the order of their slots. Tasks mostly come in the order of their submission: these are just
/// appended, and only the others go to a heap. Slots that died meanwhile are passed over.
/// </summary>
internal sealed class CullQueue
{
    private TaskTable _table;
    private readonly bool _completed;
    private readonly List<Entry> _inOrder;
    private readonly PriorityQueue<int, Entry> _others = new();
    private int _at;

    /// <summary>A queue of the live slots of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="completed">Whether the queue is of completed tasks, or of pending ones.</param>
    public CullQueue(TaskTable table, bool completed)
    {
        (_table, _completed, _inOrder) = (table, completed, new List<Entry>(completed ? table.Capacity : 0));
        for (var slot = 0; slot < table.Slots; slot++)
        {
            if (table.IsAlive(slot, int.MaxValue))
            {
                Add(slot);
            }
        }
    }

    /// <summary>Adds a slot if it is of the queue's kind.</summary>
    public void Add(int slot)
    {
        var task = _table.Record(slot);
        if (task.Completed.HasValue != _completed)
        {
            return;
        }

        var entry = new Entry(task.Submitted?.Ticks ?? -1, slot);
        if (_inOrder.Count == 0 || _inOrder[^1].CompareTo(entry) <= 0)
        {
            if (_inOrder.Count == _inOrder.Capacity && _at > _inOrder.Count / 8)
            {
                // What was taken makes room, rather than a larger list.
                _inOrder.RemoveRange(0, _at);
                _at = 0;
            }

            _inOrder.Add(entry);
        }
        else
        {
            _others.Enqueue(slot, entry);
        }
    }

    /// <summary>Follows the live slots to a new table, where they keep their order.</summary>
    /// <inheritdoc cref="SlotsMoved"/>
    public void Move(TaskTable table, ReadOnlySpan<int> places)
    {
        _table = table;
        var left = 0;
        foreach (var entry in CollectionsMarshal.AsSpan(_inOrder)[_at..])
        {
            if (places[entry.Slot] > 0)
            {
                _inOrder[left++] = entry with { Slot = places[entry.Slot] - 1 };
            }
        }

        _at = 0;
        _inOrder.RemoveRange(left, _inOrder.Count - left);
        var others = _others.UnorderedItems.ToArray();
        _others.Clear();
        foreach (var (slot, entry) in others)
        {
            if (places[slot] > 0)
            {
                _others.Enqueue(places[slot] - 1, entry with { Slot = places[slot] - 1 });
            }
        }
    }

    /// <summary>Takes the oldest live slot out; -1 when there is none.</summary>
    public int Take()
    {
        while (true)
        {
            var hasOther = _others.TryPeek(out _, out var other);
            if (_at == _inOrder.Count && !hasOther)
            {
                return -1;
            }

            var slot = _at < _inOrder.Count && (!hasOther || _inOrder[_at].CompareTo(other) <= 0)
                ? _inOrder[_at++].Slot
                : _others.Dequeue();
            if (_table.IsAlive(slot, int.MaxValue))
            {
                return slot;
            }
        }
    }

    private readonly record struct Entry(long Ticks, int Slot) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Ticks == other.Ticks ? Slot.CompareTo(other.Slot) : Ticks.CompareTo(other.Ticks);
    }
}
