namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>How many bytes all large messages together may take up. One that finds no room waits for it.</summary>
internal sealed class ByteBudget(long total)
{
    private readonly object _gate = new();
    private readonly long _total = total;
    private long _left = total;

    /// <exception cref="WireException">There was no room in time.</exception>
    public void Take(int bytes, TimeSpan patience)
    {
        var deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        lock (_gate)
        {
            // One that is greater than all of it must not wait forever: it takes what there is, alone.
            while (_left < Math.Min(bytes, _total))
            {
                var wait = deadline - Environment.TickCount64;
                if (wait <= 0 || !Monitor.Wait(_gate, TimeSpan.FromMilliseconds(wait)))
                {
                    throw new WireException($"no room for a message of {bytes} bytes");
                }
            }

            _left -= bytes;
        }
    }

    public void Return(int bytes)
    {
        lock (_gate)
        {
            _left += bytes;
            Monitor.PulseAll(_gate);
        }
    }
}
