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

    private const string Savepoint = "change";

    private readonly TaskServer _server;
    private readonly Channel<WriteRequest> _requests =
        Channel.CreateUnbounded<WriteRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ByteGate _gate;
    private readonly Task _loop;

    public PostgresWriter(TaskServer server, long pendingBytes)
    {
        _server = server;
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
                await TransactAsync(group).ConfigureAwait(false);
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

    private async Task TransactAsync(IReadOnlyList<WriteRequest> group)
    {
        var connection = await _server.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
        await using var closed = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var ended = transaction.ConfigureAwait(false);
        if (group is [StepsRequest only])
        {
            await RunAloneAsync(transaction, only).ConfigureAwait(false);
            return;
        }

        var statements = new List<StatementRequest>();
        foreach (var request in group)
        {
            if (request is StatementRequest statement)
            {
                statements.Add(statement);
            }
            else
            {
                await SendAsync(connection, statements).ConfigureAwait(false);
                await StepAsync(transaction, (StepsRequest)request).ConfigureAwait(false);
            }
        }

        await SendAsync(connection, statements).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    /// <summary>Sends statements at once, and reads what came of each.</summary>
    private static async Task SendAsync(NpgsqlConnection connection, List<StatementRequest> statements)
    {
        if (statements.Count == 0)
        {
            return;
        }

        var batch = new NpgsqlBatch(connection);
        await using var disposed = batch.ConfigureAwait(false);
        statements.ForEach(statement => batch.BatchCommands.Add(statement.Command));
        await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        statements.ForEach(statement => statement.Read());
        statements.Clear();
    }

    /// <summary>
    /// Makes a change of several steps; what it refuses, or can't write, is undone, and the others of its group are not. What the server
    /// refuses ends the transaction, and is tried again.
    /// </summary>
    private async Task StepAsync(NpgsqlTransaction transaction, StepsRequest request)
    {
        await transaction.SaveAsync(Savepoint).ConfigureAwait(false);
        try
        {
            request.Set(await request.RunAsync(transaction).ConfigureAwait(false), fault: null);
            await transaction.ReleaseAsync(Savepoint).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsItsOwn(fault))
        {
            await transaction.RollbackAsync(Savepoint).ConfigureAwait(false);
            request.Set(0, _server.Explain(fault) ?? fault);
        }
    }

    /// <summary>Makes the only change of a transaction, with which it is undone: that saves a savepoint.</summary>
    private async Task RunAloneAsync(NpgsqlTransaction transaction, StepsRequest request)
    {
        try
        {
            request.Set(await request.RunAsync(transaction).ConfigureAwait(false), fault: null);
        }
        catch (Exception fault) when (IsItsOwn(fault))
        {
            await transaction.RollbackAsync().ConfigureAwait(false);
            request.Set(0, _server.Explain(fault) ?? fault);
            return;
        }

        await transaction.CommitAsync().ConfigureAwait(false);
    }

    /// <summary>Whether it was not the server that could not make a change.</summary>
    private bool IsItsOwn(Exception fault) => _server.Fault.Explain(fault) is null;
}
