namespace TaskDbLinq.InMemory.Storage;

/// <summary>
/// The ids that were culled last, in two generations: when the young one has half of the limit it becomes the old one.
/// Its lock is its own and held for one look-up; only who asks for an id that is not there ever takes it to read.
/// </summary>
internal sealed class CulledIds(int limit)
{
    private readonly Lock _lock = new();
    private HashSet<string> _young = new(StringComparer.Ordinal);
    private HashSet<string> _old = new(StringComparer.Ordinal);

    public bool Contains(string msgId)
    {
        lock (_lock)
        {
            return _young.Contains(msgId) || _old.Contains(msgId);
        }
    }

    public void Add(string msgId)
    {
        if (limit == 0)
        {
            return;
        }

        lock (_lock)
        {
            if (_young.Count >= (limit + 1) / 2)
            {
                (_old, _young) = (_young, _old);
                _young.Clear();
            }

            _young.Add(msgId);
            if (_young.Count + _old.Count > limit)
            {
                // An odd limit, which the two halves exceed by one.
                _old.Clear();
            }
        }
    }

    /// <summary>The id was in use again, and was dropped.</summary>
    public void Forget(string msgId)
    {
        lock (_lock)
        {
            _young.Remove(msgId);
            _old.Remove(msgId);
        }
    }
}
