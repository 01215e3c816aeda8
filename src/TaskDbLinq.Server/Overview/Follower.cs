using System.Diagnostics;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Server.Overview;

/// <summary>
/// Keeps marks as the database is. Changes through this service are told by its feed; those of other processes are found by
/// asking, now and then, for newer tasks, for what became of pending ones, and whether the number still is right.
/// </summary>
internal sealed class Follower(ITaskDb db, Look look)
{
    private const int MostAtOnce = 2_000;

    /// <summary>Asking takes at most a tenth of the time.</summary>
    private const int Share = 10;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AskPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CountPause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private bool _isUnsure;
    private long _nextAsk;
    private long _nextCount;
    private int _pendingFrom;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var listening = ListenAsync(cancellationToken);
        while (!listening.IsFaulted)
        {
            await Task.Delay(Beat, cancellationToken).ConfigureAwait(false);
            var isQuiet = await ChangedAsync(cancellationToken).ConfigureAwait(false) == 0;
            var time = Stopwatch.GetTimestamp();
            if (time >= _nextAsk && look.IsWhole)
            {
                await NewerAsync(cancellationToken).ConfigureAwait(false);
                await PendingAsync(cancellationToken).ConfigureAwait(false);
                _nextAsk = After(time, AskPause);
            }

            // While changes come, the numbers differ by those that are on their way.
            if (look.IsWhole && ((isQuiet && time >= _nextCount) || TakeUnsure()))
            {
                await CheckAsync(cancellationToken).ConfigureAwait(false);
                _nextCount = After(time, CountPause);
            }
        }

        await listening.ConfigureAwait(false);
    }

    private static long After(long began, TimeSpan pause)
    {
        var wait = TimeSpan.FromTicks(Math.Max(pause.Ticks, Stopwatch.GetElapsedTime(began).Ticks * Share));
        return Stopwatch.GetTimestamp() + (long)(wait.TotalSeconds * Stopwatch.Frequency);
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in db.WatchAsync(null, cancellationToken).ConfigureAwait(false))
        {
            lock (_gate)
            {
                _isUnsure |= change.MsgId is null;
                if (change.MsgId is { } id)
                {
                    _changed.Add(id);
                }
            }
        }
    }

    private bool TakeUnsure()
    {
        lock (_gate)
        {
            return (_isUnsure, _isUnsure = false).Item1;
        }
    }

    /// <summary>Reads what was told to have changed, and returns how much that was.</summary>
    private async Task<int> ChangedAsync(CancellationToken cancellationToken)
    {
        string[] ids;
        lock (_gate)
        {
            ids = [.. _changed];
            _changed.Clear();
        }

        foreach (var some in ids.Chunk(MostAtOnce))
        {
            await RefreshAsync(some, cancellationToken).ConfigureAwait(false);
        }

        return ids.Length;
    }

    /// <summary>Reads some tasks anew; one that isn't there any more is dropped.</summary>
    private async Task RefreshAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        var query = new TaskQuery { Filter = Selection.Ids(ids) };
        await look.Reader.ReadAsync(query, replaces: true, which: null, id => there.Add(id), cancellationToken).ConfigureAwait(false);
        if (there.Count < ids.Count)
        {
            lock (look.Columns.Sync)
            {
                foreach (var row in ids.Where(id => !there.Contains(id)).Select(look.Columns.Find).Where(row => row >= 0))
                {
                    look.Columns.Remove(row);
                }
            }
        }
    }

    /// <summary>Tasks submitted since the newest that is known.</summary>
    private async Task NewerAsync(CancellationToken cancellationToken)
    {
        var newest = 0L;
        lock (look.Columns.Sync)
        {
            foreach (ref readonly var mark in look.Columns.In(Scope.Everything))
            {
                newest = Math.Max(newest, mark.Submitted);
            }
        }

        var since = new DateTime(newest, DateTimeKind.Utc);
        var which =
            Selection.Of(new Dictionary<string, object?> { [TaskKey.Submitted] = new Dictionary<string, object?> { ["$gte"] = since } });
        await look.Reader.ReadAsync(new TaskQuery { Filter = which }, replaces: false, which: null, seen: null, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Some of the pending tasks, others each time.</summary>
    private async Task PendingAsync(CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        lock (look.Columns.Sync)
        {
            var next = 0;
            foreach (ref readonly var mark in look.Columns.In(Scope.Everything))
            {
                if (mark.IsPending && next++ >= _pendingFrom && ids.Count < MostAtOnce)
                {
                    ids.Add(look.Columns.Ids.IdOf(mark.Id));
                }
            }

            _pendingFrom = ids.Count < MostAtOnce ? 0 : _pendingFrom + MostAtOnce;
        }

        if (ids.Count > 0)
        {
            await RefreshAsync(ids, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Where the numbers differ, the ids are compared.</summary>
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await db.CountAsync(Filter.Everything, cancellationToken).ConfigureAwait(false) == look.Columns.Count)
        {
            return;
        }

        var missing = new List<string>();
        var length = look.Columns.Length;
        var there = new ulong[(length >> 6) + 1];
        await foreach (var row in db.QueryAsync(new TaskQuery { Keys = Selection.IdOnly }, cancellationToken).ConfigureAwait(false))
        {
            lock (look.Columns.Sync)
            {
                if (look.Columns.Find(Selection.Id(row)) is >= 0 and var at)
                {
                    there[Math.Min(at >> 6, there.Length - 1)] |= at < length ? 1UL << at : 0;
                }
                else
                {
                    missing.Add(Selection.Id(row));
                }
            }
        }

        lock (look.Columns.Sync)
        {
            for (var row = 0; row < length; row++)
            {
                if (look.Columns[row].State != MarkState.Gone && (there[row >> 6] & (1UL << row)) == 0)
                {
                    look.Columns.Remove(row);
                }
            }
        }

        foreach (var some in missing.Chunk(MostAtOnce))
        {
            await RefreshAsync(some, cancellationToken).ConfigureAwait(false);
        }
    }
}
