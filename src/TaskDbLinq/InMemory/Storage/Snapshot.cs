namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// What a reader sees: the slots below <paramref name="Slots"/> that were alive in <paramref name="Version"/>. It never changes.
/// </summary>
/// <param name="Table">The table, which the writer goes on appending to.</param>
/// <param name="Slots">How many of its slots there were.</param>
/// <param name="Version">The version of the table.</param>
/// <param name="Count">How many tasks are alive.</param>
/// <param name="Bytes">The bytes of their buffers.</param>
internal sealed record Snapshot(TaskTable Table, int Slots, int Version, int Count, long Bytes)
{
    public bool Sees(int slot) => slot < Slots && Table.IsAlive(slot, Version);

    public TaskRecord? Find(string msgId) => Table.Find(msgId, Slots, Version) is >= 0 and var slot ? Table.Record(slot) : null;

    public IEnumerable<TaskRecord> All()
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            if (Table.IsAlive(slot, Version))
            {
                yield return Table.Record(slot);
            }
        }
    }
}
