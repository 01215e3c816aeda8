namespace TaskDbLinq.Server.Writing;

/// <summary>
/// The last batch of each client with its answer: a batch that is sent again, since its answer was lost, is answered and not made
/// again. The batches of a client come one at a time.
/// </summary>
internal sealed class ClientBatches : IDisposable
{
    private const int MostClients = 1024;

    private readonly Dictionary<string, Entry> _clients = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _turn;

    public void Dispose()
    {
        foreach (var entry in _clients.Values)
        {
            entry.Turns.Dispose();
        }
    }

    /// <summary>Waits for the client's turn; disposing the result ends it.</summary>
    public async Task<Turn> EnterAsync(string client, CancellationToken cancellationToken)
    {
        Entry entry;
        lock (_gate)
        {
            if (!_clients.TryGetValue(client, out entry!))
            {
                Forget();
                _clients[client] = entry = new Entry();
            }

            entry.Used = ++_turn;
            entry.Users++;
        }

        try
        {
            await entry.Turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Leave(entry, entered: false);
            throw;
        }

        return new Turn(this, entry);
    }

    private void Leave(Entry entry, bool entered)
    {
        lock (_gate)
        {
            entry.Users--;
        }

        if (entered)
        {
            entry.Turns.Release();
        }
    }

    /// <summary>Removes the client whose last request is the oldest; one that is at work stays.</summary>
    private void Forget()
    {
        if (_clients.Count >= MostClients
            && _clients.Where(pair => pair.Value.Users == 0).MinBy(pair => pair.Value.Used) is { Key: { } oldest } idle)
        {
            _clients.Remove(oldest);
            idle.Value.Turns.Dispose();
        }
    }

    /// <summary>A client's turn.</summary>
    public readonly struct Turn(ClientBatches owner, Entry entry) : IDisposable
    {
        /// <summary>The number of the last batch that was made; null when none was.</summary>
        public long? Last => entry.Last;

        /// <summary>The answer to the last batch.</summary>
        public byte[] Answer => entry.Answer;

        public void Done(long number, byte[] answer) => (entry.Last, entry.Answer) = (number, answer);

        public void Dispose() => owner.Leave(entry, entered: true);
    }

    public sealed class Entry
    {
        public SemaphoreSlim Turns { get; } = new(1);

        public long? Last { get; set; }

        public byte[] Answer { get; set; } = [];

        public long Used { get; set; }

        public int Users { get; set; }
    }
}
