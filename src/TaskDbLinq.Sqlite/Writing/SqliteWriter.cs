using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Writing;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// The one writer of a file within this process: who may bring a change, and which thread makes it. Changes that wait at the same time are
/// a <see cref="WriteGroup"/>; each caller is answered when its transaction is in the log.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly LogKeeper _log;
    private readonly WriteQueue _requests;
    private readonly WriteGroup _group;
    private readonly ByteGate _gate;

    public SqliteWriter(FileLayout layout, string path, SqliteDbOptions options)
    {
        _connection = layout.Open();
        _log = new LogKeeper(_connection);
        _gate = new ByteGate(options.PendingBytes);
        _requests = new WriteQueue(RunAsync);
        _group = new WriteGroup(_connection, _requests, path);
    }

    /// <summary>Makes a change, and returns when it is durable.</summary>
    /// <exception cref="TaskDbException">The file can't be written; nothing is changed.</exception>
    public Task<long> WriteAsync(
        Func<WriteCommands, long> change, ChangeExtent extent, long bytes, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<long>(cancellationToken);
        }

        var entry = _gate.EnterAsync(bytes);
        var request = new WriteRequest(change, extent, bytes);
        return entry.IsCompletedSuccessfully ? Add(request) : AddAfterAsync(entry, request);
    }

    public async ValueTask DisposeAsync()
    {
        await _requests.CloseAsync().ConfigureAwait(false);
        _group.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Hands a change to the writer. From here on it will be made: giving up waiting would leave the caller not knowing.
    /// </summary>
    private Task<long> Add(WriteRequest request)
    {
        if (_requests.TryAdd(request))
        {
            return request.Answered;
        }

        _gate.Leave(request.Bytes);
        return Task.FromException<long>(new ObjectDisposedException(nameof(SqliteDb)));
    }

    private async Task<long> AddAfterAsync(Task entry, WriteRequest request)
    {
        await entry.ConfigureAwait(false);
        return await Add(request).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var isFirst = true;
        while (true)
        {
            await _group.CommitAsync(isFirst).ConfigureAwait(false);
            _gate.Leave(_group.Bytes);
            var last = _group.AnswerAllButLast();
            if (!_log.IsLong && _requests.TryRest(isAnswering: true))
            {
                // From now on another thread may run with the group.
                last.AnswerHere();
                if (!_requests.TryGoOn())
                {
                    return;
                }

                isFirst = true;
                continue;
            }

            last.Answer();
            _log.CheckpointIfLong();
            if (_requests.TryRest(isAnswering: false))
            {
                return;
            }

            isFirst = false;
        }
    }
}
