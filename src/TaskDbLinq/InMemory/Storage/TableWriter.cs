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

    /// <summary>The live slot of an id; -1 for none.</summary>
    public int Find(string msgId) => Table.Find(msgId, Table.Slots, int.MaxValue);

    public int Append(TaskRecord task)
    {
        if (Table.Slots == Table.Capacity)
        {
            Compact();
        }

        Count++;
        Bytes += BytesOf(task);
        return Table.Append(task);
    }

    /// <summary>The slot dies in the version that is published next.</summary>
    public void Kill(int slot)
    {
        var bytes = BytesOf(Table.Record(slot));
        Table.Kill(slot, _version + 1);
        (Count, _dead, Bytes, _deadBytes) = (Count - 1, _dead + 1, Bytes - bytes, _deadBytes + bytes);
    }

    /// <summary>The state as readers may see it.</summary>
    public Snapshot Publish()
    {
        _version++;
        if (_dead > DeadAllowed + (Count / 3) || _deadBytes > DeadBytesAllowed + (Bytes / 4))
        {
            Compact();
        }

        return new Snapshot(Table, Table.Slots, _version, Count, Bytes);
    }

    private static long BytesOf(TaskRecord task) => task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes;

    /// <summary>
    /// Moves the live slots to a table with room for half as many again: between two of these there are at least as
    /// many writes as a part of the live slots, so that a write pays for a constant number of moves.
    /// </summary>
    private void Compact()
    {
        Table = Table.Compact(Count + (Count / 2) + DeadAllowed);
        (_version, _dead, _deadBytes) = (0, 0, 0);
    }
}
