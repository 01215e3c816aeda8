using System.Diagnostics.CodeAnalysis;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// The changes that wait for the writer. Whoever brings one while the writer rests wakes it; it rests again when there is none left, and
/// is then no one: the thread that it ran on is free for the caller who is answered last.
/// <para>
/// A change that this caller's code brings before it awaits is left for that thread, which comes back to it then: no other one has to
/// wake up. The writer rests until then, so that a change from elsewhere wakes it for both.
/// </para>
/// </summary>
internal sealed class WriteQueue : IThreadPoolWorkItem
{
    /// <summary>
    /// How long the writer keeps a thread for itself in milliseconds, until what else waits for a thread of the pool has its turn.
    /// </summary>
    private const long Turn = 100;

    private readonly Lock _lock = new();
    private readonly Queue<WriteRequest> _waiting = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Task> _run;
    private readonly LeftWatch _watch;
    private bool _isRunning;
    private bool _isClosed;

    /// <summary>The thread that answers a caller and then comes back; 0 while there is none, or nothing is to be left for it.</summary>
    private int _answering;

    /// <summary>When the writer's thread began its turn, by <see cref="Environment.TickCount64"/>.</summary>
    private long _began;

    /// <param name="run">Makes the changes until <see cref="TryRest"/>.</param>
    public WriteQueue(Func<Task> run)
    {
        _run = run;
        _watch = new LeftWatch(Look);
    }

    /// <summary>Whether changes are left for the thread that answers.</summary>
    private bool IsLeft => !_isRunning && _waiting.Count > 0;

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

            if (_answering == Environment.CurrentManagedThreadId)
            {
                _watch.Note(isNew: _waiting.Count == 1);
                return true;
            }

            Begin();
        }

        // The caller is about to wait, and then its own thread makes the change.
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
    /// <param name="isAnswering">Whether this thread answers a caller now, and then asks <see cref="TryGoOn"/>.</param>
    public bool TryRest(bool isAnswering)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0)
            {
                return false;
            }

            _isRunning = false;
            _answering = isAnswering && _watch.MayLeave() ? Environment.CurrentManagedThreadId : 0;
            if (_isClosed)
            {
                _ended.SetResult();
            }

            return true;
        }
    }

    /// <summary>Begins another run on this thread, if the caller that it has answered left a change for it.</summary>
    public bool TryGoOn()
    {
        lock (_lock)
        {
            if (_answering != Environment.CurrentManagedThreadId)
            {
                return false;
            }

            _answering = 0;
            if (_waiting.Count == 0)
            {
                return false;
            }

            Begin();
            if (Environment.TickCount64 - _began < Turn)
            {
                return true;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return false;
    }

    /// <summary>Takes no more changes, and returns when those that wait are made.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            if (_isRunning)
            {
                return _ended.Task;
            }

            if (!IsLeft)
            {
                return Task.CompletedTask;
            }

            Begin();
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return _ended.Task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        _began = Environment.TickCount64;
        _ = _run();
    }

    private void Begin() => (_isRunning, _answering) = (true, 0);

    /// <summary>Has a change made on another thread that has been left for too long.</summary>
    private void Look()
    {
        lock (_lock)
        {
            if (!_watch.IsTooLong(IsLeft))
            {
                return;
            }

            Begin();
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
