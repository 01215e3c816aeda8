using System.Collections;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>The tasks of a snapshot that satisfy a predicate, found while they are asked for.</summary>
internal sealed class Matches(
    AccessPath? path, Snapshot snapshot, Captured[] values, Func<Captured[], TaskRecord, bool> run) : IEnumerable<TaskRecord>
{
    /// <summary>Whether an index gives the candidates, in an order of its own.</summary>
    public bool IsByIndex => path is not null;

    public IEnumerator<TaskRecord> GetEnumerator() => Open();

    IEnumerator IEnumerable.GetEnumerator() => Open();

    public Cursor Open() => new(path?.Slots(snapshot, values), snapshot, values, run);

    /// <summary>Finds all of the tasks, and returns them as they lie in the table, whichever index found them.</summary>
    public TaskRecord[] InTableOrder()
    {
        var found = new List<int>();
        var (isAscending, isDescending) = (true, true);
        for (var cursor = Open(); cursor.MoveNext();)
        {
            isAscending &= found.Count == 0 || found[^1] < cursor.Slot;
            isDescending &= found.Count == 0 || found[^1] > cursor.Slot;
            found.Add(cursor.Slot);
        }

        // A run of timestamps is often ascending, and a chain goes from its newest slot to its oldest.
        if (!isAscending && !isDescending)
        {
            found.Sort();
        }

        var tasks = new TaskRecord[found.Count];
        for (var at = 0; at < tasks.Length; at++)
        {
            tasks[at] = snapshot.Table.Record(found[isDescending ? ^(at + 1) : at]);
        }

        return tasks;
    }

    /// <summary>The candidates, each tested; all slots in their order where there is no index.</summary>
    internal sealed class Cursor(
        SlotCursor? slots, Snapshot snapshot, Captured[] values, Func<Captured[], TaskRecord, bool> run) : IEnumerator<TaskRecord>
    {
        private readonly TaskTable _table = snapshot.Table;
        private readonly int _slots = snapshot.Slots;
        private readonly int _version = snapshot.Version;
        private int _next;

        public TaskRecord Current { get; private set; } = null!;

        /// <summary>Where the current one lies in the table.</summary>
        public int Slot { get; private set; }

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (slots is null)
            {
                return Scan();
            }

            for (var slot = slots.Next(); slot >= 0; slot = slots.Next())
            {
                if (slot < _slots && Holds(slot))
                {
                    return true;
                }
            }

            return false;
        }

        public void Reset() => throw new NotSupportedException("A query runs anew when it is enumerated anew.");

        public void Dispose()
        {
        }

        private bool Scan()
        {
            while (_next < _slots)
            {
                if (Holds(_next++))
                {
                    return true;
                }
            }

            return false;
        }

        private bool Holds(int slot)
        {
            if (!_table.IsAlive(slot, _version))
            {
                return false;
            }

            var task = _table.Record(slot);
            if (!run(values, task))
            {
                return false;
            }

            (Current, Slot) = (task, slot);
            return true;
        }
    }
}
