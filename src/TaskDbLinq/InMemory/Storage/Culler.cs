namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// Keeps the tasks within the limits: completed tasks go first, oldest first, pending ones when nothing completed is left.
/// </summary>
internal sealed class Culler
{
    private readonly DictDbOptions _options;
    private readonly TableWriter _writer;
    private readonly CulledIds _culled;

    /// <summary>The queues are made when culling first needs them, and follow the slots from then on.</summary>
    private CullQueue? _completed;
    private CullQueue? _pending;

    public Culler(DictDbOptions options, TableWriter writer)
    {
        (_options, _writer, _culled) = (options, writer, new CulledIds(options.CulledIdLimit));
        writer.Moved = (table, moves) =>
        {
            _completed?.Move(table, moves);
            _pending?.Move(table, moves);
        };
    }

    public bool WasCulled(string msgId) => _culled.Contains(msgId);

    /// <summary>A task that is dropped may have been culled once and added again: now it is not for culling that it is gone.</summary>
    public void Forget(string msgId) => _culled.Forget(msgId);

    /// <summary>Notes a slot that was appended.</summary>
    public void Note(int slot)
    {
        _completed?.Add(slot);
        _pending?.Add(slot);
    }

    /// <summary>
    /// Culls, where a limit is exceeded, down to the part of it that is kept. The task being written is never culled by
    /// its own write, so one that is larger than the limit alone stays until the next.
    /// </summary>
    public CullReport Cull(int written)
    {
        var count = _writer.Count > _options.RecordLimit ? _options.RecordsKept : int.MaxValue;
        var bytes = _writer.Bytes > _options.SizeLimit ? _options.BytesKept : long.MaxValue;
        return count == int.MaxValue && bytes == long.MaxValue ? default : Cull(written, count, bytes);
    }

    private CullReport Cull(int written, int count, long bytes)
    {
        var (before, bytesBefore, pending) = (_writer.Count, _writer.Bytes, 0);
        var remembered = new Queue<int>();
        while ((_writer.Count > count || _writer.Bytes > bytes) && _writer.Count > 1)
        {
            var slot = (_completed ??= new CullQueue(_writer.Table, pending: false)).Oldest(written);
            if (slot < 0)
            {
                slot = (_pending ??= new CullQueue(_writer.Table, pending: true)).Oldest(written);
                pending++;
            }

            // Of many only the last ones are remembered: the others are not read for their ids.
            if (remembered.Count == Math.Max(1, _options.CulledIdLimit))
            {
                remembered.Dequeue();
            }

            remembered.Enqueue(slot);
            _writer.Kill(slot);
        }

        foreach (var slot in remembered)
        {
            _culled.Add(_writer.Table.Record(slot).MsgId);
        }

        return new CullReport(before - _writer.Count, pending, bytesBefore - _writer.Bytes);
    }
}

/// <summary>What one cull took away.</summary>
/// <param name="Tasks">How many tasks.</param>
/// <param name="Pending">How many of them were not completed.</param>
/// <param name="Bytes">The bytes of their buffers.</param>
internal readonly record struct CullReport(int Tasks, int Pending, long Bytes);
