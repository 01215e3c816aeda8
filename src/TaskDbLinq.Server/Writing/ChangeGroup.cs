namespace TaskDbLinq.Server.Writing;

/// <summary>Changes that go to the database in one call: <c>{ add a, update a, update b, update b } => { add a', update b' }</c>.</summary>
internal sealed class ChangeGroup
{
    private readonly Dictionary<string, TaskRecord> _adds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskUpdate> _updates = new(StringComparer.Ordinal);
    private readonly List<int> _items = [];

    /// <summary>The positions of the changes in the batch.</summary>
    public IReadOnlyList<int> Items => _items;

    public TaskBatch Batch => new() { Adds = [.. _adds.Values], Updates = [.. _updates] };

    /// <summary>The task as the group adds it; null when it doesn't.</summary>
    public TaskRecord? Added(string msgId) => _adds.GetValueOrDefault(msgId);

    public bool Touches(string msgId) => _adds.ContainsKey(msgId) || _updates.ContainsKey(msgId);

    public void Add(int item, TaskRecord task)
    {
        _adds.Add(task.MsgId, task);
        _items.Add(item);
    }

    public void Update(int item, string msgId, TaskUpdate update)
    {
        if (_adds.TryGetValue(msgId, out var added))
        {
            _adds[msgId] = update.Apply(added);
        }
        else
        {
            _updates[msgId] = _updates.TryGetValue(msgId, out var before) ? before.Then(update) : update;
        }

        _items.Add(item);
    }
}
