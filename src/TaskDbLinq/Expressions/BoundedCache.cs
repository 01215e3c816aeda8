using System.Collections.Concurrent;

namespace TaskDbLinq.Expressions;

/// <summary>
/// A cache that forgets: when the young generation is full it becomes the old one, and what nobody asked for since is
/// gone. It never holds more than twice its capacity, and reading takes no lock.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private ConcurrentDictionary<TKey, TValue> _young = new();
    private ConcurrentDictionary<TKey, TValue> _old = new();
    private int _count;

    public bool TryGet(TKey key, out TValue value)
    {
        if (_young.TryGetValue(key, out value!))
        {
            return true;
        }

        if (!_old.TryGetValue(key, out value!))
        {
            return false;
        }

        Add(key, value);
        return true;
    }

    public void Add(TKey key, TValue value)
    {
        if (!_young.TryAdd(key, value))
        {
            return;
        }

        if (Interlocked.Increment(ref _count) >= capacity)
        {
            // Two threads may both turn the page: that costs a few recompilations, and nothing else.
            _old = _young;
            _young = new();
            _count = 0;
        }
    }
}
