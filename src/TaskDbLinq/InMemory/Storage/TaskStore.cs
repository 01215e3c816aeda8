namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The tasks of a <see cref="DictDb"/>. One writer at a time holds the lock; each write becomes visible as a whole when
/// its snapshot is published. Readers take the latest snapshot and never wait.
/// </summary>
internal sealed class TaskStore
{
    private readonly Lock _writing = new();
    private readonly TableChanges _changes;
    private readonly Action<CullReport> _report;
    private Snapshot _current;

    public TaskStore(DictDbOptions options, Action<CullReport> report)
    {
        (_changes, _report) = (new TableChanges(options), report);
        _current = _changes.Publish();
    }

    /// <summary>The latest published state.</summary>
    public Snapshot Current => Volatile.Read(ref _current);

    public bool WasCulled(string msgId) => _changes.WasCulled(msgId);

    /// <returns>False, with nothing changed, when the id is taken.</returns>
    public bool Add(TaskRecord task)
    {
        CullReport culled;
        lock (_writing)
        {
            var hash = TextHash.Of(task.MsgId);
            if (_changes.Find(task.MsgId, hash) >= 0)
            {
                return false;
            }

            culled = Finish(_changes.Append(task, hash));
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
            var slot = _changes.Find(msgId);
            if (slot < 0)
            {
                return false;
            }

            if (update.Count > 0)
            {
                culled = Finish(_changes.Replace(slot, update));
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
            var slot = _changes.Find(msgId);
            if (slot >= 0)
            {
                _changes.Drop(slot);
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
                written = _changes.Replace(_changes.Find(msgId), update);
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
                _changes.Drop(_changes.Find(id));
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
            if (_changes.Write(batch, out var written) is { } failure)
            {
                return failure;
            }

            culled = Finish(written);
        }

        _report(culled);
        return null;
    }

    /// <summary>Culls, and publishes what was written and culled as one step.</summary>
    private CullReport Finish(int written)
    {
        var culled = _changes.Cull(written);
        Publish();
        return culled;
    }

    private void Publish() => Volatile.Write(ref _current, _changes.Publish());
}
