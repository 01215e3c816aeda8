using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Writing;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// The one writer of a file within this process. Changes that wait at the same time share a transaction, and so one
/// wait for the disk; each caller is answered when that transaction is in the log.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>A transaction takes no more changes than this, so that the first of them does not wait long.</summary>
    private const int GroupSize = 1_000;

    /// <summary>How often others go first while callers are expected who don't come.</summary>
    private const int MostWaits = 4;

    private readonly SqliteConnection _connection;
    private readonly WriteTransaction _transaction;
    private readonly LogKeeper _log;
    private readonly WriteQueue _requests;
    private readonly ByteGate _gate;
    private readonly string _path;

    /// <summary>How many callers were answered last: they are about to come again.</summary>
    private int _expected;

    public SqliteWriter(FileLayout layout, string path, SqliteDbOptions options)
    {
        _connection = layout.Open();
        _transaction = new WriteTransaction(_connection);
        _log = new LogKeeper(_connection);
        _gate = new ByteGate(options.PendingBytes);
        _path = path;
        _requests = new WriteQueue(RunAsync);
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
        _transaction.Dispose();
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
        var group = new List<WriteRequest>();
        var isFirst = true;
        while (true)
        {
            group.Clear();
            Take(group);
            await CommitAsync(group, isLone: isFirst && group.Count == 1 && _expected <= 1).ConfigureAwait(false);
            foreach (var request in group)
            {
                _gate.Leave(request.Bytes);
            }

            _expected = group.Count;
            for (var i = 0; i < group.Count - 1; i++)
            {
                group[i].Answer();
            }

            if (!_log.IsLong && _requests.TryRest(isAnswering: true))
            {
                group[^1].AnswerHere();
                if (!_requests.TryGoOn())
                {
                    return;
                }

                isFirst = true;
                continue;
            }

            group[^1].Answer();
            _log.CheckpointIfLong();
            if (_requests.TryRest(isAnswering: false))
            {
                return;
            }

            isFirst = false;
        }
    }

    private bool Take(List<WriteRequest> group)
    {
        var before = group.Count;
        while (group.Count < GroupSize && _requests.TryTake(out var request))
        {
            group.Add(request);
        }

        return group.Count > before;
    }

    /// <param name="group">The changes; more may come.</param>
    /// <param name="isLone">Whether there is one, and no other one was made just before: nobody is about to come.</param>
    private async Task CommitAsync(List<WriteRequest> group, bool isLone)
    {
        try
        {
            if (isLone && group[0].Extent == ChangeExtent.Statement)
            {
                _transaction.MakeAlone(group[0]);
                return;
            }

            _transaction.Begin();
            var (made, waits) = (0, 0);
            do
            {
                for (; made < group.Count; made++)
                {
                    _transaction.Make(group[made]);
                }

                while (group.Count < _expected && !Take(group) && waits++ < MostWaits)
                {
                    // Callers that are about to come, such as those just answered, go first: they share this wait for the disk.
                    await Task.Yield();
                }
            }
            while (made < group.Count || Take(group));

            _transaction.Commit();
        }
        catch (Exception fault)
        {
            // Whatever went wrong, its callers must hear of it, and the next group must find a sound connection.
            _transaction.Undo();
            var explained = fault is SqliteException sqlite ? SqliteFault.Explain(sqlite, _path) : fault;
            group.ForEach(request => request.Undone(explained));
        }
    }
}
