namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// Versions of tasks in slots that are appended and never changed: an update lets the old slot die and appends a new
/// one. A slot that died in version v is alive for every snapshot before v, so readers need no lock and no copy. The
/// one writer makes a new table of the live slots when this one is full, or too much in it is dead.
/// </summary>
internal sealed class TaskTable
{
    private const int LeastCapacity = 64;

    /// <summary>Engines, clients and queues are few beside tasks: that many slots share a chain's head.</summary>
    private const int SlotsPerValue = 8;

    private readonly TaskRecord[] _records;

    /// <summary>The version in which a slot died; zero while it lives. A 32-bit word is never torn.</summary>
    private readonly int[] _died;

    private readonly SlotNote[] _notes;

    /// <summary>The latest submission of a completed task, and of a pending one, that was ever in the table.</summary>
    private (long Completed, long Pending) _latest = (long.MinValue, long.MinValue);

    public TaskTable(int capacity)
    {
        capacity = Math.Max(LeastCapacity, capacity);
        (_records, _died, _notes) = (new TaskRecord[capacity], new int[capacity], GC.AllocateUninitializedArray<SlotNote>(capacity));
        Ids = new ChainIndex(capacity, capacity, counted: false);
        Pending = new ChainIndex(capacity, 1, partial: true);
        Texts = [.. IndexedText.All.Select(_ => new ChainIndex(capacity, capacity / SlotsPerValue))];
        Times = [.. IndexedTime.All.Select(time => new OrderedIndex(time.Read))];
    }

    private TaskTable(TaskTable old, int capacity, SlotMoves moves)
    {
        (_records, _died, _notes) = (new TaskRecord[capacity], new int[capacity], GC.AllocateUninitializedArray<SlotNote>(capacity));
        moves.Copy(old._records, _records);
        moves.Copy(old._notes, _notes);
        (_latest, Slots) = (old._latest, moves.Slots - moves.Dead);
        Ids = old.Ids.Moved(moves, capacity, capacity);
        Pending = old.Pending.Moved(moves, capacity, 1);
        Texts = new ChainIndex[old.Texts.Length];
        for (var i = 0; i < Texts.Length; i++)
        {
            Texts[i] = old.Texts[i].Moved(moves, capacity, capacity / SlotsPerValue);
        }

        Times = [.. IndexedTime.All.Select(time => new OrderedIndex(time.Read))];
    }

    public ChainIndex Ids { get; }

    /// <summary>One chain: the tasks that are not completed.</summary>
    public ChainIndex Pending { get; }

    /// <summary>An index for each of <see cref="IndexedText.All"/>.</summary>
    public ChainIndex[] Texts { get; }

    /// <summary>An index for each of <see cref="IndexedTime.All"/>.</summary>
    public OrderedIndex[] Times { get; }

    /// <summary>How many slots are in use. For the writer; a reader takes its snapshot's.</summary>
    public int Slots { get; private set; }

    public int Capacity => _records.Length;

    public TaskRecord Record(int slot) => _records[slot];

    public bool IsAlive(int slot, int version)
    {
        var died = _died[slot];
        return died == 0 || died > version;
    }

    /// <summary>What is known of a slot. For the writer.</summary>
    public SlotNote Note(int slot) => _notes[slot];

    /// <summary>The bytes of a slot's buffers.</summary>
    public long BytesAt(int slot) => _notes[slot].Bytes(_records[slot]);

    /// <summary>When a task was submitted; less than any other for one that never was.</summary>
    public static long SubmittedTicks(TaskRecord task) => task.Submitted?.Ticks ?? -1;

    /// <summary>Appends a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="idHash">The hash of its id.</param>
    /// <returns>Its slot.</returns>
    public int Append(TaskRecord task, int idHash)
    {
        var slot = Slots++;
        _records[slot] = task;
        var (isPending, ticks) = (task.Completed is null, SubmittedTicks(task));
        ref var latest = ref (isPending ? ref _latest.Pending : ref _latest.Completed);
        _notes[slot] = new SlotNote(task, isLate: ticks < latest);
        latest = Math.Max(latest, ticks);
        Ids.Append(slot, idHash);
        for (var i = 0; i < Texts.Length; i++)
        {
            Texts[i].Append(slot, TextHash.Of(IndexedText.All[i].Read(task)));
        }

        if (isPending)
        {
            Pending.Append(slot, 0);
        }

        return slot;
    }

    /// <summary>Lets a slot die.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="version">The first version without it.</param>
    public void Kill(int slot, int version)
    {
        Volatile.Write(ref _died[slot], version);
        foreach (var text in Texts)
        {
            text.Discount(slot);
        }

        if (_notes[slot].IsPending)
        {
            Pending.Discount(slot);
        }
    }

    /// <summary>The live slot of an id as of a version; -1 for none.</summary>
    public int Find(string msgId, int slots, int version) => Find(msgId, TextHash.Of(msgId), slots, version);

    /// <inheritdoc cref="Find(string, int, int)"/>
    public int Find(string msgId, int hash, int slots, int version)
    {
        for (var slot = Ids.First(hash); slot >= 0; slot = Ids.Next(slot))
        {
            if (slot < slots && Ids.HashAt(slot) == hash && IsAlive(slot, version) && _records[slot].MsgId == msgId)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>Where the live slots go in a new table.</summary>
    public SlotMoves Moves() => new(_died.AsSpan(0, Slots));

    /// <summary>
    /// A new table of the live slots, in their order. No task is looked at: a million of them lie far apart in memory.
    /// </summary>
    /// <param name="capacity">How many slots it has room for.</param>
    /// <param name="moves">Where they go there.</param>
    public TaskTable Moved(int capacity, SlotMoves moves) => new(this, Math.Max(LeastCapacity, capacity), moves);
}
