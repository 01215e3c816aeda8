namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The one writer's side of the table: it appends slots, lets them die, keeps the books, and makes a new table when this
/// one is full or too much in it is dead. Nothing of it shows before <see cref="Publish"/>.
/// </summary>
internal sealed class TableWriter
{
    /// <summary>Dead slots that are kept beside a third of the live ones before the table is made anew.</summary>
    private const int DeadAllowed = 64;

    /// <summary>Bytes of dead buffers that are kept beside a quarter of the live ones.</summary>
    private const long DeadBytesAllowed = 64 << 20;

    private int _version;
    private int _dead;
    private long _deadBytes;

    public TaskTable Table { get; private set; } = new(0);

    /// <summary>How many tasks are alive.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of their buffers.</summary>
    public long Bytes { get; private set; }

    /// <summary>Called with each new table, and where the slots of the old one are there.</summary>
    public Action<TaskTable, SlotMoves>? Moved { get; set; }

    /// <summary>The live slot of an id; -1 for none.</summary>
    public int Find(string msgId) => Find(msgId, TextHash.Of(msgId));

    /// <inheritdoc cref="Find(string)"/>
    public int Find(string msgId, int hash) => Table.Find(msgId, hash, Table.Slots, int.MaxValue);

    /// <summary>Makes room: so many tasks more are appended to this table.</summary>
    public void Reserve(int more)
    {
        if (Table.Capacity - Table.Slots < more)
        {
            Compact(Count + more, spare: (Count + more) / 2);
        }
    }

    public int Append(TaskRecord task, int idHash)
    {
        if (Table.Slots == Table.Capacity)
        {
            // Nobody has said how many come: each of many moves would be of all that are there.
            Compact(Count + 1, spare: Count);
        }

        var slot = Table.Append(task, idHash);
        Count++;
        Bytes += Table.BytesAt(slot);
        return slot;
    }

    /// <summary>The slot dies in the version that is published next.</summary>
    public void Kill(int slot)
    {
        var bytes = Table.BytesAt(slot);
        Table.Kill(slot, _version + 1);
        (Count, _dead, Bytes, _deadBytes) = (Count - 1, _dead + 1, Bytes - bytes, _deadBytes + bytes);
    }

    /// <summary>The state as readers may see it.</summary>
    public Snapshot Publish()
    {
        _version++;
        if (_dead > DeadAllowed + (Count / 3) || _deadBytes > DeadBytesAllowed + (Bytes / 4))
        {
            Compact(Count, spare: Count / 2);
        }

        return new Snapshot(Table, Table.Slots, _version, Count, Bytes);
    }

    /// <summary>
    /// Moves the live slots to a table with spare room: between two of these there are at least as many writes as a part of the live slots,
    /// so that a write pays for a constant number of moves.
    /// </summary>
    private void Compact(int needed, int spare)
    {
        using var moves = Table.Moves();
        Table = Table.Moved(needed + spare + DeadAllowed, moves);
        Moved?.Invoke(Table, moves);
        (_version, _dead, _deadBytes) = (0, 0, 0);
    }
}
