namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// Watches over changes that are left for the thread that brought them: its code may wait for one without awaiting it, or compute before
/// it awaits, and then that thread doesn't come back for it. To be used within the lock of the <see cref="WriteQueue"/>.
/// </summary>
/// <param name="look">Called now and then while changes are left; asks <see cref="IsTooLong"/>.</param>
internal sealed class LeftWatch(Action look)
{
    /// <summary>Nothing is left this often after a change was left for too long: the code that does it once does it again.</summary>
    private const int Penalty = 1_000;

    /// <summary>The time between two looks: a change is left for this long at least and for twice as long at most.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private Timer? _timer;
    private bool _isTicking;
    private bool _wasLeft;
    private bool _wasSeen;
    private int _penalty;

    /// <summary>Whether the next answer may leave changes; to be asked once for each answer.</summary>
    public bool MayLeave() => _penalty == 0 || --_penalty == 0;

    /// <summary>A change is left.</summary>
    /// <param name="isNew">Whether no other one is left already.</param>
    public void Note(bool isNew)
    {
        _wasLeft = true;
        _wasSeen &= !isNew;
        if (!_isTicking)
        {
            _isTicking = true;

            // To start a timer takes longer than to have a thread of the pool start it.
            ThreadPool.UnsafeQueueUserWorkItem(static watch => watch.Start(), this, preferLocal: false);
        }
    }

    /// <summary>Whether what is left was left at the last look already. The looks end when nothing has been left since.</summary>
    public bool IsTooLong(bool isLeft)
    {
        var isTooLong = isLeft && _wasSeen;
        if (isTooLong)
        {
            _penalty = Penalty;
        }
        else if (!isLeft && !_wasLeft)
        {
            _isTicking = false;
            _timer?.Change(Timeout.Infinite, Timeout.Infinite);
        }

        (_wasLeft, _wasSeen) = (false, true);
        return isTooLong;
    }

    /// <summary>Runs on a thread of the pool, without the context of any caller.</summary>
    private void Start()
    {
        _timer ??= new Timer(static watch => ((LeftWatch)watch!).Look(), this, Timeout.Infinite, Timeout.Infinite);
        _timer.Change(Patience, Patience);
    }

    private void Look() => look();
}
