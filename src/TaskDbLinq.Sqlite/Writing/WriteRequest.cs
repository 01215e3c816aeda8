namespace TaskDbLinq.Sqlite.Writing;

/// <summary>One caller's change, waiting for its transaction.</summary>
/// <param name="change">Makes the change; what it returns is the caller's answer.</param>
/// <param name="extent">What is left of the change where it has a fault of its own.</param>
/// <param name="bytes">What the change holds in memory.</param>
internal sealed class WriteRequest(Func<WriteCommands, long> change, ChangeExtent extent, long bytes) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource<long> _answer = new();

    /// <summary>Null once it is made: what it holds in memory may go while the caller's code already goes on.</summary>
    private Func<WriteCommands, long>? _change = change;

    private long _result;
    private Exception? _fault;

    /// <summary>What the caller waits for.</summary>
    public Task<long> Answered => _answer.Task;

    public ChangeExtent Extent => extent;

    public long Bytes => bytes;

    /// <summary>Makes the change; a fault of this change alone is kept for its caller.</summary>
    /// <returns>Whether it was made.</returns>
    public bool Apply(WriteCommands commands)
    {
        try
        {
            _result = _change!(commands);
        }
        catch (Exception fault) when (fault is DuplicateTaskException or TaskNotFoundException or QueryException)
        {
            _fault = fault;
        }

        _change = null;
        return _fault is null;
    }

    /// <summary>The transaction is undone.</summary>
    public void Undone(Exception fault) => _fault ??= fault;

    /// <summary>Answers the caller, whose code goes on elsewhere: the writer must not run it between two transactions.</summary>
    public void Answer() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Answers the caller, whose code goes on within this call.</summary>
    public void AnswerHere()
    {
        if (_fault is null)
        {
            _answer.SetResult(_result);
        }
        else
        {
            _answer.SetException(_fault);
        }
    }

    void IThreadPoolWorkItem.Execute() => AnswerHere();
}
