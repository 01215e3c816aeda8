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

    public TaskTable(int capacity)
    {
        capacity = Math.Max(LeastCapacity, capacity);
        _records = new TaskRecord[capacity];
        _died = new int[capacity];
        Ids = new ChainIndex(capacity, capacity, counted: false);
        Pending = new ChainIndex(capacity, 1);
        Texts = [.. IndexedText.All.Select(_ => new ChainIndex(capacity, capacity / SlotsPerValue))];
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

    public int Append(TaskRecord task) =>
        Append(task, Hash(task.MsgId), IndexedText.All, static (field, _, task) => Hash(field.Read(task)));

    public void Kill(int slot, int version)
    {
        Volatile.Write(ref _died[slot], version);
        foreach (var text in Texts)
        {
            text.Discount(slot);
        }

        if (_records[slot].Completed is null)
        {
            Pending.Discount(slot);
        }
    }

    /// <summary>The live slot of an id as of a version; -1 for none.</summary>
    public int Find(string msgId, int slots, int version)
    {
        var hash = Hash(msgId);
        for (var slot = Ids.First(hash); slot >= 0; slot = Ids.Next(slot))
        {
            if (slot < slots && Ids.HashAt(slot) == hash && IsAlive(slot, version) && _records[slot].MsgId == msgId)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>A new table of the live slots, in their order. Their hashes are copied, not computed again.</summary>
    public TaskTable Compact(int capacity)
    {
        var table = new TaskTable(capacity);
        for (var slot = 0; slot < Slots; slot++)
        {
            if (_died[slot] == 0)
            {
                table.Append(_records[slot], Ids.HashAt(slot), Texts, static (text, slot, _) => text.HashAt(slot), slot);
            }
        }

        return table;
    }

    public static int Hash(string? text) => text is null ? 0 : text.GetHashCode(StringComparison.Ordinal);

    private int Append<TSource>(
        TaskRecord task, int idHash, ReadOnlySpan<TSource> sources, Func<TSource, int, TaskRecord, int> hash, int fromSlot = 0)
    {
        var slot = Slots++;
        _records[slot] = task;
        Ids.Append(slot, idHash);
        for (var i = 0; i < Texts.Length; i++)
        {
            Texts[i].Append(slot, hash(sources[i], fromSlot, task));
        }

        if (task.Completed is null)
        {
            Pending.Append(slot, 0);
        }

        return slot;
    }
}
