using System.Collections.Immutable;
using System.Threading.Channels;

namespace TaskDbLinq;

/// <summary>A database that reports the changes that are made through it.</summary>
internal interface IChangeSource
{
    /// <summary>Gets the changes; null if they can't be told.</summary>
    ChangeFeed? Changes { get; }
}

/// <summary>Changes as they are made through one database object. It costs nothing while nobody watches.</summary>
internal sealed class ChangeFeed
{
    private const int Capacity = 10_000;

    private ImmutableArray<Watcher> _watchers = [];

    /// <summary>Reports a change that has been made.</summary>
    public void Tell(TaskChangeKind kind, string? msgId)
    {
        foreach (var watcher in _watchers)
        {
            watcher.Take(new TaskChange(kind, msgId));
        }
    }

    /// <summary>Reports a batch that has been made.</summary>
    public void Tell(TaskBatch batch)
    {
        if (_watchers.IsEmpty)
        {
            return;
        }

        foreach (var task in batch.Adds)
        {
            Tell(TaskChangeKind.Added, task.MsgId);
        }

        foreach (var (msgId, _) in batch.Updates)
        {
            Tell(TaskChangeKind.Updated, msgId);
        }

        foreach (var msgId in batch.Drops)
        {
            Tell(TaskChangeKind.Dropped, msgId);
        }
    }

    /// <summary>Reports a change when its task has ended well.</summary>
    public async Task TellAfter(Task change, TaskChangeKind kind, string? msgId)
    {
        await change.ConfigureAwait(false);
        Tell(kind, msgId);
    }

    /// <summary>Reports a batch when its task has ended well.</summary>
    public async Task TellAfter(Task change, TaskBatch batch)
    {
        await change.ConfigureAwait(false);
        Tell(batch);
    }

    /// <summary>Reports the updates of tasks, when their task has ended well.</summary>
    /// <param name="change">The change; its answer is how many tasks there were.</param>
    /// <param name="ids">The ids of the tasks, complete by then.</param>
    public async Task<long> TellUpdated(Task<long> change, IReadOnlyList<string> ids)
    {
        var count = await change.ConfigureAwait(false);
        foreach (var id in ids)
        {
            Tell(TaskChangeKind.Updated, id);
        }

        return count;
    }

    /// <summary>Tells that tasks were dropped, if any were.</summary>
    public async Task<long> TellDropped(Task<long> drop)
    {
        var count = await drop.ConfigureAwait(false);
        if (count > 0)
        {
            Tell(TaskChangeKind.Dropped, null);
        }

        return count;
    }

    /// <summary>Begins to watch; disposing the watcher ends it.</summary>
    public Watcher Watch()
    {
        var watcher = new Watcher(this);
        ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Add(watcher));
        return watcher;
    }

    /// <summary>One who watches, with a bounded queue of what it has not seen yet.</summary>
    internal sealed class Watcher(ChangeFeed feed) : IDisposable
    {
        private readonly Channel<TaskChange> _changes = Channel.CreateBounded<TaskChange>(Capacity);
        private int _missed;

        public void Take(TaskChange change)
        {
            if (!_changes.Writer.TryWrite(change))
            {
                Volatile.Write(ref _missed, 1);
            }
        }

        /// <summary>Waits for a change; more may have come by then.</summary>
        public Task<bool> WaitAsync(CancellationToken cancellationToken) => _changes.Reader.WaitToReadAsync(cancellationToken).AsTask();

        /// <summary>Returns what has come, in order, and at its end that some is missing.</summary>
        public List<TaskChange> Read()
        {
            var changes = new List<TaskChange>();
            while (changes.Count < Capacity && _changes.Reader.TryRead(out var change))
            {
                changes.Add(change);
            }

            if (Interlocked.Exchange(ref _missed, 0) == 1)
            {
                changes.Add(new TaskChange(TaskChangeKind.Missed));
            }

            return changes;
        }

        public void Dispose()
        {
            ImmutableInterlocked.Update(ref feed._watchers, watchers => watchers.Remove(this));
            _changes.Writer.TryComplete();
        }
    }
}
