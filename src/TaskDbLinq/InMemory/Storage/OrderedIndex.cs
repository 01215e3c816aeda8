namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The slots of one table in the order of a timestamp. Writers do nothing for it: a reader that needs it sorts what was
/// appended since and publishes the longer run for the others. Slots never change, so a run stays true for as long as
/// its table; the few slots that are not yet in it are looked at one by one.
/// </summary>
internal sealed class OrderedIndex(Func<TaskRecord, DateTime?> read)
{
    /// <summary>So many slots, and this part of the run, may be left unsorted.</summary>
    private const int LeastTail = 256;
    private const int TailPart = 64;

    private Run _run = new([], [], 0);
    private int _building;

    /// <summary>The sorted slots up to near the snapshot's end.</summary>
    public Run Of(Snapshot snapshot)
    {
        var run = Volatile.Read(ref _run);
        if (snapshot.Slots - run.Covered <= LeastTail + (run.Covered / TailPart) || Interlocked.Exchange(ref _building, 1) != 0)
        {
            // Another reader may be building just now: this one gets by with what there is, rather than wait.
            return run;
        }

        try
        {
            run = Extend(Volatile.Read(ref _run), snapshot);
            Volatile.Write(ref _run, run);
            return run;
        }
        finally
        {
            Volatile.Write(ref _building, 0);
        }
    }

    private Run Extend(Run run, Snapshot snapshot)
    {
        if (run.Covered >= snapshot.Slots)
        {
            return run;
        }

        var ticks = new long[snapshot.Slots - run.Covered];
        var slots = new int[ticks.Length];
        var count = 0;
        for (var slot = run.Covered; slot < snapshot.Slots; slot++)
        {
            if (read(snapshot.Table.Record(slot)) is { } moment)
            {
                (ticks[count], slots[count++]) = (moment.Ticks, slot);
            }
        }

        var newTicks = ticks.AsSpan(0, count);
        var newSlots = slots.AsSpan(0, count);
        if (!IsAscending(newTicks))
        {
            newTicks.Sort(newSlots);
        }

        return Merge(run, newTicks, newSlots, snapshot.Slots);
    }

    private static Run Merge(Run run, ReadOnlySpan<long> newTicks, ReadOnlySpan<int> newSlots, int covered)
    {
        var ticks = new long[run.Ticks.Length + newTicks.Length];
        var slots = new int[ticks.Length];

        // What lies below the first new timestamp stays as it is: with tasks submitted in order that is all of it.
        var from = newTicks.Length == 0 ? run.Ticks.Length : run.LowerBound(newTicks[0]);
        Array.Copy(run.Ticks, ticks, from);
        Array.Copy(run.Slots, slots, from);
        var (old, fresh) = (from, 0);
        for (var at = from; at < ticks.Length; at++)
        {
            var takeOld = fresh == newTicks.Length || (old < run.Ticks.Length && run.Ticks[old] <= newTicks[fresh]);
            (ticks[at], slots[at]) = takeOld ? (run.Ticks[old], run.Slots[old++]) : (newTicks[fresh], newSlots[fresh++]);
        }

        return new Run(ticks, slots, covered);
    }

    private static bool IsAscending(ReadOnlySpan<long> ticks)
    {
        for (var i = 1; i < ticks.Length; i++)
        {
            if (ticks[i - 1] > ticks[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Slots that have the timestamp, sorted by it.</summary>
    /// <param name="Ticks">The timestamps, ascending.</param>
    /// <param name="Slots">The slots, one for each.</param>
    /// <param name="Covered">The slots below this one are here.</param>
    internal sealed record Run(long[] Ticks, int[] Slots, int Covered)
    {
        /// <summary>The first place whose timestamp is not below <paramref name="ticks"/>.</summary>
        public int LowerBound(long ticks)
        {
            var (low, high) = (0, Ticks.Length);
            while (low < high)
            {
                var middle = (int)(((uint)low + (uint)high) >> 1);
                (low, high) = Ticks[middle] < ticks ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
