namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The changes of the table, with what culling has to know of each. The one writer makes them; nothing of them shows before
/// <see cref="Publish"/>.
/// </summary>
internal sealed class TableChanges
{
    private readonly TableWriter _writer = new();
    private readonly Culler _culler;

    public TableChanges(DictDbOptions options) => _culler = new Culler(options, _writer);

    public bool WasCulled(string msgId) => _culler.WasCulled(msgId);

    /// <inheritdoc cref="TableWriter.Find(string)"/>
    public int Find(string msgId) => _writer.Find(msgId);

    /// <inheritdoc cref="TableWriter.Find(string)"/>
    public int Find(string msgId, int hash) => _writer.Find(msgId, hash);

    public int Append(TaskRecord task, int idHash)
    {
        var slot = _writer.Append(task, idHash);
        _culler.Note(slot);
        return slot;
    }

    public int Replace(int slot, TaskUpdate update)
    {
        var updated = update.Apply(_writer.Table.Record(slot));
        _writer.Kill(slot);
        return Append(updated, TextHash.Of(updated.MsgId));
    }

    public void Drop(int slot)
    {
        _culler.Forget(_writer.Table.Record(slot).MsgId);
        _writer.Kill(slot);
    }

    /// <summary>Writes all of a batch, or nothing of it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="written">The slot that was written last; -1 for none.</param>
    /// <returns>Why nothing was written; null when all was.</returns>
    public BatchFailure? Write(TaskBatch batch, out int written)
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

            written = -1;
            return failure;
        }

        written = batch.Adds.IsEmpty ? -1 : _writer.Table.Slots - 1;
        foreach (var (msgId, update) in batch.Updates)
        {
            written = Replace(_writer.Find(msgId), update);
        }

        foreach (var msgId in batch.Drops)
        {
            Drop(_writer.Find(msgId));
        }

        return null;
    }

    /// <inheritdoc cref="Culler.Cull(int)"/>
    public CullReport Cull(int written) => _culler.Cull(written);

    /// <inheritdoc cref="TableWriter.Publish"/>
    public Snapshot Publish() => _writer.Publish();

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
}
