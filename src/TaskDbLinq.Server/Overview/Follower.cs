using System.Diagnostics;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Server.Overview;

/// <summary>
/// Keeps marks as the database is. Changes through this service are told by its feed; those of other processes are found by
/// asking, now and then, for newer tasks, for what became of pending ones, and whether the number still is right.
/// </summary>
internal sealed class Follower(ITaskDb db, Look look)
{
    /// <summary>Asking takes at most a tenth of the time.</summary>
    private const int Share = 10;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AskPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CountPause = TimeSpan.FromSeconds(10);

    private readonly ChangedTasks _changed = new(db);
    private readonly MarkRefresh _refresh = new(db, look);
    private long _nextAsk;
    private long _nextCount;
    private int _pendingFrom;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var listening = _changed.ListenAsync(cancellationToken);
        while (!listening.IsFaulted)
        {
            await Task.Delay(Beat, cancellationToken).ConfigureAwait(false);
            var changed = _changed.Take();
            await _refresh.ReadAsync(changed, cancellationToken).ConfigureAwait(false);
            var time = Stopwatch.GetTimestamp();
            if (time >= _nextAsk && look.IsWhole)
            {
                await NewerAsync(cancellationToken).ConfigureAwait(false);
                await PendingAsync(cancellationToken).ConfigureAwait(false);
                _nextAsk = After(time, AskPause);
            }

            // While changes come, the numbers differ by those that are on their way.
            if (look.IsWhole && ((changed.Count == 0 && time >= _nextCount) || _changed.TakeUnsure()))
            {
                await _refresh.CompareAsync(cancellationToken).ConfigureAwait(false);
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
                if (mark.IsPending && next++ >= _pendingFrom && ids.Count < MarkRefresh.MostAtOnce)
                {
                    ids.Add(look.Columns.Ids.IdOf(mark.Id));
                }
            }

            _pendingFrom = ids.Count < MarkRefresh.MostAtOnce ? 0 : _pendingFrom + MarkRefresh.MostAtOnce;
        }

        await _refresh.ReadAsync(ids, cancellationToken).ConfigureAwait(false);
    }
}
