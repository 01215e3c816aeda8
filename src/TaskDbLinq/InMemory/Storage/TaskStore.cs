using TaskDbLinq.Records;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The tasks of a <see cref="DictDb"/>. One writer at a time holds the lock; each write becomes visible as a whole when
/// its snapshot is published. Readers take the latest snapshot and never wait.
/// </summary>
internal sealed class TaskStore
{
    private readonly Lock _writing = new();
    private readonly TableWriter _writer = new();
    private readonly Culler _culler;
    private readonly Action<CullReport> _report;
    private Snapshot _current;

    public TaskStore(DictDbOptions options, Action<CullReport> report)
    {
        (_culler, _report) = (new Culler(options, _writer), report);
        _current = _writer.Publish();
    }

    /// <summary>The latest published state.</summary>
    public Snapshot Current => Volatile.Read(ref _current);

    public bool WasCulled(string msgId) => _culler.WasCulled(msgId);

    /// <returns>False, with nothing changed, when the id is taken.</returns>
    public bool Add(TaskRecord task)
    {
        CullReport culled;
        lock (_writing)
        {
            var hash = TextHash.Of(task.MsgId);
            if (_writer.Find(task.MsgId, hash) >= 0)
            {
                return false;
            }

            culled = Finish(Append(task, hash));
        }

        // Whoever listens may use the database, so that the lock must be free again.
        _report(culled);
        return true;
    }

    /// <returns>False, with nothing changed, when there is no such task.</returns>
    public bool Update(string msgId, TaskUpdate update)
    {
        var culled = default(CullReport);
        lock (_writing)
        {
            var slot = _writer.Find(msgId);
            if (slot < 0)
            {
                return false;
            }

            if (update.Count > 0)
            {
                culled = Finish(Replace(slot, update));
            }
        }

        _report(culled);
        return true;
    }

    /// <returns>False when there is no such task.</returns>
    public bool Drop(string msgId)
    {
        lock (_writing)
        {
            var slot = _writer.Find(msgId);
            if (slot >= 0)
            {
                Drop(slot);
                Publish();
            }

            return slot >= 0;
        }
    }

    /// <summary>Changes what <paramref name="select"/> selects of the current state, all at once; nothing when a change fails.</summary>
    /// <returns>The ids of the changed tasks.</returns>
    public IReadOnlyList<string> UpdateAll(Func<Snapshot, IEnumerable<TaskRecord>> select, Func<TaskRecord, TaskUpdate> change)
    {
        var culled = default(CullReport);
        List<(string MsgId, TaskUpdate Update)> changes;
        lock (_writing)
        {
            changes = [.. select(_current).Select(task => (task.MsgId, change(task)))];
            var written = -1;
            foreach (var (msgId, update) in changes)
            {
                written = Replace(_writer.Find(msgId), update);
            }

            if (changes.Count > 0)
            {
                culled = Finish(written);
            }
        }

        _report(culled);
        return [.. changes.Select(made => made.MsgId)];
    }

    /// <summary>Drops what <paramref name="select"/> selects of the current state, all at once.</summary>
    public int DropAll(Func<Snapshot, IEnumerable<TaskRecord>> select)
    {
        lock (_writing)
        {
            var ids = select(_current).Select(task => task.MsgId).ToArray();
            foreach (var id in ids)
            {
                Drop(_writer.Find(id));
            }

            if (ids.Length > 0)
            {
                Publish();
            }

            return ids.Length;
        }
    }

    /// <summary>Writes all of a batch, or nothing of it.</summary>
    /// <returns>Why nothing was written; null when all was.</returns>
    public BatchFailure? Write(TaskBatch batch)
    {
        CullReport culled;
        lock (_writing)
        {
            _writer.Reserve(batch.Adds.Count + batch.Updates.Count);
            var before = _writer.Table.Slots;
            if ((Add(batch.Adds) ?? BatchFailure.Missing(batch, _writer)) is { } failure)
            {
                // Nothing of it is published yet: what was added dies before it is seen.
                for (var slot = before; slot < _writer.Table.Slots; slot++)
                {
                    _writer.Kill(slot);
                }

                return failure;
            }

            var written = batch.Adds.IsEmpty ? -1 : _writer.Table.Slots - 1;
            foreach (var (msgId, update) in batch.Updates)
            {
                written = Replace(_writer.Find(msgId), update);
            }

            foreach (var msgId in batch.Drops)
            {
                Drop(_writer.Find(msgId));
            }

            culled = Finish(written);
        }

        _report(culled);
        return null;
    }

    private BatchFailure? Add(ValueList<TaskRecord> tasks)
    {
        foreach (var task in tasks)
        {
            var hash = TextHash.Of(task.MsgId);
            if (_writer.Find(task.MsgId, hash) >= 0)
            {
                return new BatchFailure(task.MsgId, IsDuplicate: true);
            }

            Append(task, hash);
        }

        return null;
    }

    private int Append(TaskRecord task, int idHash)
    {
        var slot = _writer.Append(task, idHash);
        _culler.Note(slot);
        return slot;
    }

    private int Replace(int slot, TaskUpdate update)
    {
        var updated = update.Apply(_writer.Table.Record(slot));
        _writer.Kill(slot);
        return Append(updated, TextHash.Of(updated.MsgId));
    }

    private void Drop(int slot)
    {
        _culler.Forget(_writer.Table.Record(slot).MsgId);
        _writer.Kill(slot);
    }

    /// <summary>Culls, and publishes what was written and culled as one step.</summary>
    private CullReport Finish(int written)
    {
        var culled = _culler.Cull(written);
        Publish();
        return culled;
    }

    private void Publish() => Volatile.Write(ref _current, _writer.Publish());
}
