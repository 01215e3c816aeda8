using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace TaskDbLinq.MongoGateway.Engine;

/// <summary>
/// Open cursors: for each id the continuation with which the engine produces the next page. The engine keeps
/// no state per connection, so a cursor may be continued on any connection.
/// </summary>
internal sealed class CursorTable(TimeProvider clock, TimeSpan timeout, int limit)
{
    private readonly ConcurrentDictionary<long, Entry> _entries = new();

    public int Count => _entries.Count;

    public void Put(long id, byte[] continuation)
    {
        if (_entries.Count >= limit)
        {
            MakeRoom();
        }

        _entries[id] = new Entry(continuation, clock.GetTimestamp());
    }

    /// <summary>
    /// Takes a cursor out; the caller puts it back with its next continuation. So two simultaneous
    /// continuations of one cursor cannot both return the same page.
    /// </summary>
    public bool TryTake(long id, [NotNullWhen(true)] out byte[]? continuation)
    {
        continuation = _entries.TryRemove(id, out var entry) && !IsExpired(entry) ? entry.Continuation : null;
        return continuation is not null;
    }

    public bool Remove(long id) => _entries.TryRemove(id, out _);

    public void RemoveExpired()
    {
        foreach (var pair in _entries)
        {
            if (IsExpired(pair.Value))
            {
                _entries.TryRemove(pair);
            }
        }
    }

    // Clients that forget their cursors must not grow the gateway without bound: the idlest goes.
    private void MakeRoom()
    {
        RemoveExpired();
        while (_entries.Count >= limit)
        {
            _entries.TryRemove(_entries.MinBy(pair => pair.Value.LastUsed));
        }
    }

    private bool IsExpired(Entry entry) => clock.GetElapsedTime(entry.LastUsed) > timeout;

    private readonly record struct Entry(byte[] Continuation, long LastUsed);
}
