using System.Collections.Concurrent;

namespace TaskDbLinq.Caching;

/// <summary>
/// A cache of bounded size for what is expensive to make, such as compiled plans. When the young generation is full it
/// becomes the old one, and what nobody asked for since is dropped, so the cache never holds more than twice its capacity.
/// Reading takes no lock; of several threads that miss the same key, one makes the value and the others wait for it.
/// </summary>
/// <param name="name">The name that the cache has in the meter, such as <c>predicate</c>.</param>
/// <param name="capacity">How many values a generation holds.</param>
internal sealed class BoundedCache<TKey, TValue>(string name, int capacity)
    where TKey : notnull
    where TValue : class
{
    private static readonly Func<TKey, Lock> NewGate = static _ => new Lock();

    private readonly ConcurrentDictionary<TKey, Lock> _gates = new();
    private readonly KeyValuePair<string, object?> _tag = new("cache", name);
    private volatile ConcurrentDictionary<TKey, TValue> _young = new();
    private volatile ConcurrentDictionary<TKey, TValue> _old = new();
    private int _count;
    private long _made;

    /// <summary>How many values were made so far.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>Returns the value of a key, made by <paramref name="make"/> if it is not there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="argument">What <paramref name="make"/> needs beside the key.</param>
    /// <param name="make">Makes the value. A null result is returned and not kept.</param>
    public TValue? GetOrAdd<TArgument>(TKey key, TArgument argument, Func<TKey, TArgument, TValue?> make)
    {
        if (TryGet(key, out var value))
        {
            CacheMeter.Hits.Add(1, _tag);
            return value;
        }

        var gate = _gates.GetOrAdd(key, NewGate);
        lock (gate)
        {
            // Another thread may have made it while this one waited.
            if (TryGet(key, out value))
            {
                CacheMeter.Hits.Add(1, _tag);
                return value;
            }

            try
            {
                return Make(key, argument, make);
            }
            finally
            {
                _gates.TryRemove(key, out _);
            }
        }
    }

    /// <summary>
    /// Returns whether a value was asked for a short time ago, and the value. The key is not kept: it may be changed after that.
    /// </summary>
    public bool TryHit(TKey key, out TValue value)
    {
        if (!_young.TryGetValue(key, out value!))
        {
            return false;
        }

        CacheMeter.Hits.Add(1, _tag);
        return true;
    }

    /// <summary>Returns whether the cache holds a value for the key, and the value.</summary>
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

    private TValue? Make<TArgument>(TKey key, TArgument argument, Func<TKey, TArgument, TValue?> make)
    {
        CacheMeter.Misses.Add(1, _tag);
        var made = make(key, argument);
        if (made is not null)
        {
            Interlocked.Increment(ref _made);
            Add(key, made);
        }

        return made;
    }

    private void Add(TKey key, TValue value)
    {
        if (_young.TryAdd(key, value) && Interlocked.Increment(ref _count) >= capacity)
        {
            // Two threads may both turn the page: that costs a few values made again, and nothing else.
            _old = _young;
            _young = new();
            _count = 0;
        }
    }
}
