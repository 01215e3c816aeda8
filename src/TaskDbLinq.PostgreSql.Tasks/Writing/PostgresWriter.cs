using System.Threading.Channels;
using Npgsql;
using TaskDbLinq.PostgreSql.Tasks.Opening;
using TaskDbLinq.Writing;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>
/// The one writer of a database within this process. Changes that wait at the same time share a transaction, and so one wait for the
/// server's disk; each caller is answered when that transaction is committed.
/// </summary>
internal sealed class PostgresWriter : IAsyncDisposable
{
    /// <summary>A transaction takes no more changes than this, so that the first of them does not wait long.</summary>
    private const int GroupSize = 1_000;

    /// <summary>How often a group is tried that is in the way of others' changes.</summary>
    private const int Attempts = 20;

    private readonly TaskServer _server;
    private readonly SharedTransaction _transaction;
    private readonly Channel<WriteRequest> _requests =
        Channel.CreateUnbounded<WriteRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ByteGate _gate;
    private readonly Task _loop;

    public PostgresWriter(TaskServer server, long pendingBytes)
    {
        _server = server;
        _transaction = new SharedTransaction(server);
        _gate = new ByteGate(pendingBytes);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Makes a change, and returns when it is committed.</summary>
    /// <exception cref="TaskDbException">The server can't make it; nothing is changed.</exception>
    public async Task<long> WriteAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _gate.EnterAsync(request.Bytes).ConfigureAwait(false);
        if (!_requests.Writer.TryWrite(request))
        {
            _gate.Leave(request.Bytes);
            throw new ObjectDisposedException(nameof(PostgresDb));
        }

        // From here on the change will be made: giving up waiting would leave the caller not knowing.
        return await request.Answer.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var group = new List<WriteRequest>();
        while (await _requests.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (group.Count < GroupSize && _requests.Reader.TryRead(out var request))
            {
                group.Add(request);
            }

            await CommitAsync(group).ConfigureAwait(false);
            foreach (var request in group)
            {
                _gate.Leave(request.Bytes);
            }

            group.Clear();
        }
    }

    private async Task CommitAsync(IReadOnlyList<WriteRequest> group)
    {
        if (await TryCommitAsync(group).ConfigureAwait(false) is not { } fault)
        {
            foreach (var request in group)
            {
                request.Complete();
            }
        }
        else if (group.Count == 1 || fault is not PostgresException)
        {
            // Whatever went wrong, its callers must hear of it.
            foreach (var request in group)
            {
                request.Fail(_server.Explain(fault) ?? fault);
            }
        }
        else
        {
            // One of the changes is refused: it must not keep the others from being made.
            foreach (var request in group)
            {
                await CommitAsync([request]).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes the changes in one transaction.</summary>
    /// <returns>Why it could not be committed; null where it was.</returns>
    private async Task<Exception?> TryCommitAsync(IReadOnlyList<WriteRequest> group)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _transaction.RunAsync(group).ConfigureAwait(false);
                return null;
            }
            catch (Exception fault) when (attempt == Attempts || !PostgresFault.IsPassing(fault))
            {
                return fault;
            }
            catch (PostgresException)
            {
                // Changes of others were in the way, and are made by now.
            }
        }
    }
}
