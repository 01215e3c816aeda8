using System.Collections.Concurrent;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>The ids that were culled last. One writer adds, any thread asks.</summary>
internal sealed class CulledIds(int limit)
{
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Number)> _order = new();
    private long _number;

    public bool Contains(string msgId) => _ids.ContainsKey(msgId);

    public void Add(string msgId)
    {
        if (limit == 0)
        {
            return;
        }

        if (_order.Count == limit)
        {
            // An id that was culled again since then is remembered under its later number.
            var (id, number) = _order.Dequeue();
            _ids.TryRemove(KeyValuePair.Create(id, number));
        }

        _ids[msgId] = ++_number;
        _order.Enqueue((msgId, _number));
    }

    /// <summary>The id is in use again.</summary>
    public void Forget(string msgId) => _ids.TryRemove(msgId, out _);
}
