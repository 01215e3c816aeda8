namespace TaskDbLinq.Sqlite.Writing;

/// <summary>One caller's change, waiting for its transaction.</summary>
/// <param name="change">Makes the change; what it returns is the caller's answer.</param>
/// <param name="isAtomic">Whether the change is one statement, which SQLite undoes by itself when it fails.</param>
/// <param name="bytes">What the change holds in memory.</param>
internal sealed class WriteRequest(Func<WriteCommands, long> change, bool isAtomic, long bytes)
{
    // Callers go on elsewhere: the writer must not run their code between two transactions.
    private readonly TaskCompletionSource<long> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _result;
    private Exception? _fault;

    public Task<long> Answer => _answer.Task;

    public bool IsAtomic => isAtomic;

    public long Bytes => bytes;

    /// <summary>Makes the change; a fault of this change alone is kept for its caller.</summary>
    /// <returns>Whether it was made.</returns>
    public bool Apply(WriteCommands commands)
    {
        try
        {
            _result = change(commands);
        }
        catch (Exception fault) when (fault is DuplicateTaskException or TaskNotFoundException or QueryException)
        {
            _fault = fault;
        }

        return _fault is null;
    }

    /// <summary>The transaction is on the disk.</summary>
    public void Complete()
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

    /// <summary>The transaction is undone.</summary>
    public void Fail(Exception fault) => _answer.TrySetException(_fault ?? fault);
}
