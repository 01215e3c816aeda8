namespace TaskDbLinq.Writing;

/// <summary>
/// Back-pressure: lets changes in while they hold fewer bytes than the limit together, the others wait in line. A change
/// larger than the limit goes in alone.
/// </summary>
internal sealed class ByteGate(long limit)
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Entry)> _waiting = new();
    private long _inside;

    public Task EnterAsync(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && Fits(bytes))
            {
                _inside += bytes;
                return Task.CompletedTask;
            }

            var entry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((bytes, entry));
            return entry.Task;
        }
    }

    public void Leave(long bytes)
    {
        lock (_lock)
        {
            _inside -= bytes;
            while (_waiting.TryPeek(out var next) && Fits(next.Bytes))
            {
                _inside += next.Bytes;
                _waiting.Dequeue().Entry.SetResult();
            }
        }
    }

    private bool Fits(long bytes) => _inside == 0 || _inside + bytes <= limit;
}
