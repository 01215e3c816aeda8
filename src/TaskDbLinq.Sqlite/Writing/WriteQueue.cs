using System.Diagnostics.CodeAnalysis;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// The changes that wait for the writer. Whoever brings one while the writer rests wakes it; it rests again when there is none left, and
/// is then no one: the thread that it ran on is free for the caller who is answered last.
/// </summary>
/// <param name="run">Makes the changes until <see cref="TryRest"/>.</param>
internal sealed class WriteQueue(Func<Task> run) : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Queue<WriteRequest> _waiting = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isRunning;
    private bool _isClosed;

    /// <summary>Adds a change.</summary>
    /// <returns>False when the queue is closed: the change won't be made.</returns>
    public bool TryAdd(WriteRequest request)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return false;
            }

            _waiting.Enqueue(request);
            if (_isRunning)
            {
                return true;
            }

            _isRunning = true;
        }

        // The caller is about to wait, and then its own thread makes the change: no other one has to wake up.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return true;
    }

    /// <summary>Takes the change that has waited longest.</summary>
    public bool TryTake([NotNullWhen(true)] out WriteRequest? request)
    {
        lock (_lock)
        {
            return _waiting.TryDequeue(out request);
        }
    }

    /// <summary>Ends the writer's run, unless a change waits: the next one wakes it again.</summary>
    public bool TryRest()
    {
        lock (_lock)
        {
            if (_waiting.Count > 0)
            {
                return false;
            }

            _isRunning = false;
            if (_isClosed)
            {
                _ended.SetResult();
            }

            return true;
        }
    }

    /// <summary>Takes no more changes, and returns when those that wait are made.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            return _isRunning ? _ended.Task : Task.CompletedTask;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = run();
}
