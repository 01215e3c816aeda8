namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// Keeps the tasks within the limits: completed tasks go first, oldest first, pending ones when nothing completed is left.
/// </summary>
internal sealed class Culler(DictDbOptions options, TableWriter writer)
{
    private readonly CulledIds _culled = new(options.CulledIdLimit);

    /// <summary>The queues are made when culling first needs them, and again for each new table.</summary>
    private TaskTable? _queued;
    private CullQueue? _completed;
    private CullQueue? _pending;

    public bool WasCulled(string msgId) => _culled.Contains(msgId);

    /// <summary>A task that is dropped may have been culled once and added again: now it is not for culling that it is gone.</summary>
    public void Forget(string msgId) => _culled.Forget(msgId);

    /// <summary>Notes a slot that was appended.</summary>
    public void Note(int slot)
    {
        if (_queued == writer.Table)
        {
            _completed?.Add(slot);
            _pending?.Add(slot);
        }
        else if (_queued is not null)
        {
            (_queued, _completed, _pending) = (null, null, null);
        }
    }

    /// <summary>
    /// Culls, where a limit is exceeded, down to the part of it that is kept. The task being written is never culled by
    /// its own write, so one that is larger than the limit alone stays until the next.
    /// </summary>
    public CullReport Cull(int written)
    {
        var count = writer.Count > options.RecordLimit ? options.RecordsKept : int.MaxValue;
        var bytes = writer.Bytes > options.SizeLimit ? options.BytesKept : long.MaxValue;
        var (before, bytesBefore, pending) = (writer.Count, writer.Bytes, 0);
        while ((writer.Count > count || writer.Bytes > bytes) && writer.Count > 1)
        {
            if (_queued != writer.Table)
            {
                (_queued, _completed, _pending) = (writer.Table, null, null);
            }

            var slot = Oldest(ref _completed, completed: true, written);
            if (slot < 0)
            {
                slot = Oldest(ref _pending, completed: false, written);
                pending++;
            }

            _culled.Add(writer.Table.Record(slot).MsgId);
            writer.Kill(slot);
        }

        return new CullReport(before - writer.Count, pending, bytesBefore - writer.Bytes);
    }

    private int Oldest(ref CullQueue? queue, bool completed, int written)
    {
        queue ??= new CullQueue(writer.Table, completed);
        var slot = queue.Take();
        if (slot < 0 || slot != written)
        {
            return slot;
        }

        slot = queue.Take();
        queue.Add(written);
        return slot;
    }
}

/// <summary>What one cull took away.</summary>
/// <param name="Tasks">How many tasks.</param>
/// <param name="Pending">How many of them were not completed.</param>
/// <param name="Bytes">The bytes of their buffers.</param>
internal readonly record struct CullReport(int Tasks, int Pending, long Bytes);
