using System.Collections.Concurrent;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>The sessions that answer queries: each is used by one query at a time, and some are kept for the next ones.</summary>
internal sealed class SessionPool(FileLayout layout) : IDisposable
{
    private const int KeptSessions = 8;

    private readonly ConcurrentBag<ReadSession> _idle = [];

    /// <summary>One more, which is taken and given back without the bag: what one thread asks finds it there.</summary>
    private ReadSession? _nearest;

    /// <summary>How many sessions are kept: the bag itself counts under the locks of all threads.</summary>
    private int _kept;

    /// <summary>Whether a session was made. The first one is kept, and may be the only one: it needs no pool of connections.</summary>
    private bool _hasOpened;
    private volatile bool _disposed;

    /// <summary>Returns a session for one query.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The file can't be opened.</exception>
    public ReadSession Take()
    {
        if (_nearest is not null && Interlocked.Exchange(ref _nearest, null) is { } nearest)
        {
            return nearest;
        }

        if (!_idle.TryTake(out var idle))
        {
            return new ReadSession(layout, isPooled: Interlocked.Exchange(ref _hasOpened, true));
        }

        Interlocked.Decrement(ref _kept);
        return idle;
    }

    /// <summary>Takes back a session whose query has ended.</summary>
    public void Return(ReadSession session)
    {
        if (_disposed)
        {
            session.Dispose();
        }
        else if (Interlocked.CompareExchange(ref _nearest, session, null) is null)
        {
            // It is the next one to be taken.
        }
        else if (Interlocked.Increment(ref _kept) > KeptSessions)
        {
            Interlocked.Decrement(ref _kept);
            session.Dispose();
        }
        else
        {
            _idle.Add(session);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        Interlocked.Exchange(ref _nearest, null)?.Dispose();
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
