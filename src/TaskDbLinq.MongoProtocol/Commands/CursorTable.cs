using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>Cursors as killCursors needs them.</summary>
internal interface ICursorTable
{
    bool Remove(long id);
}

/// <summary>
/// Open cursors: for each id what produces the next page. No cursor belongs to a connection, so that it may be continued
/// on any. One that is forgotten, idle for too long or in the way of newer ones is disposed, where it can be.
/// </summary>
internal sealed class CursorTable<T>(TimeProvider clock, TimeSpan timeout, int limit) : ICursorTable
    where T : class
{
    private readonly ConcurrentDictionary<long, Entry> _entries = new();

    public int Count => _entries.Count;

    public void Put(long id, T cursor)
    {
        if (_entries.Count >= limit)
        {
            MakeRoom();
        }

        _entries[id] = new Entry(cursor, clock.GetTimestamp());
    }

    /// <summary>
    /// Takes a cursor out; the caller puts it back with its next continuation. So two simultaneous
    /// continuations of one cursor cannot both return the same page.
    /// </summary>
    public bool TryTake(long id, [NotNullWhen(true)] out T? cursor)
    {
        cursor = null;
        if (_entries.TryRemove(id, out var entry))
        {
            if (IsExpired(entry))
            {
                Dispose(entry);
            }
            else
            {
                cursor = entry.Cursor;
            }
        }

        return cursor is not null;
    }

    public bool Remove(long id)
    {
        var found = _entries.TryRemove(id, out var entry);
        if (found)
        {
            Dispose(entry);
        }

        return found;
    }

    public void RemoveExpired()
    {
        foreach (var pair in _entries)
        {
            if (IsExpired(pair.Value) && _entries.TryRemove(pair))
            {
                Dispose(pair.Value);
            }
        }
    }

    public void Clear()
    {
        foreach (var id in _entries.Keys)
        {
            Remove(id);
        }
    }

    // Clients that forget their cursors must not grow the server without bound: the idlest goes.
    private void MakeRoom()
    {
        RemoveExpired();
        while (_entries.Count >= limit)
        {
            Remove(_entries.MinBy(pair => pair.Value.LastUsed).Key);
        }
    }

    private bool IsExpired(Entry entry) => clock.GetElapsedTime(entry.LastUsed) > timeout;

    private static void Dispose(Entry entry) => (entry.Cursor as IDisposable)?.Dispose();

    private readonly record struct Entry(T Cursor, long LastUsed);
}
