using TaskDbLinq.Records;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The tasks of a <see cref="DictDb"/>. One writer at a time holds the lock; each write becomes visible as a whole when
/// its snapshot is published. Readers take the latest snapshot and never wait.
/// </summary>
internal sealed class TaskStore(DictDbOptions options, Action<CullReport> report)
{
    /// <summary>Dead slots that are kept beside a quarter of the live ones before the table is made anew.</summary>
    private const int DeadAllowed = 64;

    /// <summary>Bytes of dead buffers that are kept beside a quarter of the live ones.</summary>
    private const long DeadBytesAllowed = 64 << 20;

    private readonly Lock _writing = new();
    private readonly CulledIds _culled = new(options.CulledIdLimit);
    private Snapshot _current = Empty();
    private TaskTable _table = new(0);
    private int _version;
    private int _count;
    private long _bytes;
    private int _dead;
    private long _deadBytes;

    /// <summary>The queues of the current table; made when culling first needs them.</summary>
    private CullQueue? _completed;
    private CullQueue? _pending;

    /// <summary>The latest published state.</summary>
    public Snapshot Current => Volatile.Read(ref _current);

    public bool WasCulled(string msgId) => _culled.Contains(msgId);

    /// <returns>False, with nothing changed, when the id is taken.</returns>
    public bool Add(TaskRecord task)
    {
        CullReport culled;
        lock (_writing)
        {
            if (Find(task.MsgId) >= 0)
            {
                return false;
            }

            culled = Finish(Append(task));
            _culled.Forget(task.MsgId);
        }

        // Whoever listens may use the database, so that the lock must be free again.
        report(culled);
        return true;
    }

    /// <returns>False, with nothing changed, when there is no such task.</returns>
    public bool Update(string msgId, TaskUpdate update)
    {
        var culled = default(CullReport);
        lock (_writing)
        {
            var slot = Find(msgId);
            if (slot < 0)
            {
                return false;
            }

            if (update.Count > 0)
            {
                culled = Finish(Replace(slot, update));
            }
        }

        report(culled);
        return true;
    }

    /// <returns>False when there is no such task.</returns>
    public bool Drop(string msgId)
    {
        lock (_writing)
        {
            var slot = Find(msgId);
            if (slot >= 0)
            {
                Kill(slot);
                Publish();
            }

            return slot >= 0;
        }
    }

    /// <summary>Writes all of a batch, or nothing of it.</summary>
    /// <returns>Why nothing was written; null when all was.</returns>
    public BatchFailure? Write(TaskBatch batch)
    {
        CullReport culled;
        lock (_writing)
        {
            if (Check(batch) is { } failure)
            {
                return failure;
            }

            var written = -1;
            foreach (var task in batch.Adds)
            {
                written = Append(task);
                _culled.Forget(task.MsgId);
            }

            foreach (var (msgId, update) in batch.Updates)
            {
                written = Replace(Find(msgId), update);
            }

            foreach (var msgId in batch.Drops)
            {
                Kill(Find(msgId));
            }

            culled = Finish(written);
        }

        report(culled);
        return null;
    }

    /// <summary>Drops what <paramref name="select"/> selects of the current state, all at once.</summary>
    public int DropAll(Func<Snapshot, IEnumerable<TaskRecord>> select)
    {
        lock (_writing)
        {
            var ids = select(_current).Select(task => task.MsgId).ToArray();
            foreach (var id in ids)
            {
                Kill(Find(id));
            }

            if (ids.Length > 0)
            {
                Publish();
            }

            return ids.Length;
        }
    }

    /// <summary>Lets everything go.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            Volatile.Write(ref _current, Empty());
            (_table, _version, _count, _bytes, _dead, _deadBytes, _completed, _pending) = (_current.Table, 0, 0, 0, 0, 0, null, null);
        }
    }

    private static Snapshot Empty() => new(new TaskTable(0), 0, 0, 0, 0);

    private static long BytesOf(TaskRecord task) => task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes;

    private int Find(string msgId) => _table.Find(msgId, _table.Slots, int.MaxValue);

    /// <summary>What keeps a batch from being written: an id that is taken, or one that is not there. Null when nothing does.</summary>
    private BatchFailure? Check(TaskBatch batch)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in batch.Adds)
        {
            if (!added.Add(task.MsgId) || Find(task.MsgId) >= 0)
            {
                return new BatchFailure(task.MsgId, IsDuplicate: true);
            }
        }

        foreach (var msgId in batch.Updates.Select(update => update.Key).Concat(batch.Drops))
        {
            if (!added.Contains(msgId) && Find(msgId) < 0)
            {
                return new BatchFailure(msgId, IsDuplicate: false);
            }
        }

        var dropped = new HashSet<string>(StringComparer.Ordinal);
        return batch.Drops.FirstOrDefault(msgId => !dropped.Add(msgId)) is { } twice ? new BatchFailure(twice, IsDuplicate: false) : null;
    }

    private int Append(TaskRecord task)
    {
        if (_table.Slots == _table.Capacity)
        {
            Compact();
        }

        var slot = _table.Append(task);
        _completed?.Add(slot);
        _pending?.Add(slot);
        _count++;
        _bytes += BytesOf(task);
        return slot;
    }

    private int Replace(int slot, TaskUpdate update)
    {
        var updated = update.Apply(_table.Record(slot));
        Kill(slot);
        return Append(updated);
    }

    /// <summary>Culls, and publishes what was written and culled as one step.</summary>
    private CullReport Finish(int written)
    {
        var culled = _count > options.RecordLimit || _bytes > options.SizeLimit ? Cull(written) : default;
        Publish();
        return culled;
    }

    /// <summary>The slot dies in the version that is published next.</summary>
    private void Kill(int slot)
    {
        var bytes = BytesOf(_table.Record(slot));
        _table.Kill(slot, _version + 1);
        (_count, _dead, _bytes, _deadBytes) = (_count - 1, _dead + 1, _bytes - bytes, _deadBytes + bytes);
    }

    /// <summary>
    /// Culls down to the part of the limit that is kept: completed tasks first, oldest first. The task being written is
    /// never culled by its own write, so one that is larger than the limit alone stays until the next.
    /// </summary>
    private CullReport Cull(int written)
    {
        var count = _count > options.RecordLimit ? options.RecordsKept : int.MaxValue;
        var bytes = _bytes > options.SizeLimit ? options.BytesKept : long.MaxValue;
        var (before, bytesBefore, pending) = (_count, _bytes, 0);
        while ((_count > count || _bytes > bytes) && _count > 1)
        {
            var slot = Oldest(ref _completed, completed: true, written);
            if (slot < 0)
            {
                slot = Oldest(ref _pending, completed: false, written);
                pending++;
            }

            _culled.Add(_table.Record(slot).MsgId);
            Kill(slot);
        }

        return new CullReport(before - _count, pending, bytesBefore - _bytes);
    }

    private int Oldest(ref CullQueue? queue, bool completed, int written)
    {
        queue ??= new CullQueue(_table, completed);
        var slot = queue.Take();
        if (slot < 0 || slot != written)
        {
            return slot;
        }

        slot = queue.Take();
        queue.Add(written);
        return slot;
    }

    private void Publish()
    {
        _version++;
        if (_dead > DeadAllowed + (_count / 4) || _deadBytes > DeadBytesAllowed + (_bytes / 4))
        {
            Compact();
        }

        Volatile.Write(ref _current, new Snapshot(_table, _table.Slots, _version, _count, _bytes));
    }

    /// <summary>
    /// Moves the live slots to a table with room for half as many again: between two of these there are at least as
    /// many writes as a part of the live slots, so that a write pays for a constant number of moves.
    /// </summary>
    private void Compact()
    {
        _table = _table.Compact(_count + (_count / 2) + DeadAllowed);
        (_version, _dead, _deadBytes, _completed, _pending) = (0, 0, 0, null, null);
    }
}

/// <summary>What one cull took away.</summary>
/// <param name="Tasks">How many tasks.</param>
/// <param name="Pending">How many of them were not completed.</param>
/// <param name="Bytes">The bytes of their buffers.</param>
internal readonly record struct CullReport(int Tasks, int Pending, long Bytes);

/// <summary>Why a batch can't be written.</summary>
/// <param name="MsgId">The id that is in the way.</param>
/// <param name="IsDuplicate">Whether it is taken; it is missing otherwise.</param>
internal readonly record struct BatchFailure(string MsgId, bool IsDuplicate);
