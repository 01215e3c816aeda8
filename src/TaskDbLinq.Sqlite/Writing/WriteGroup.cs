using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Files;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// The changes that share a transaction, and so one wait for the disk. There is one group, which is filled again for each transaction: only
/// the thread that runs the writer may touch it.
/// </summary>
internal sealed class WriteGroup(SqliteConnection connection, WriteQueue requests, string path) : IDisposable
{
    /// <summary>A transaction takes no more changes than this, so that the first of them does not wait long.</summary>
    private const int MostChanges = 1_000;

    /// <summary>How often others go first while callers are expected who don't come.</summary>
    private const int MostWaits = 4;

    private readonly WriteTransaction _transaction = new(connection);
    private readonly List<WriteRequest> _changes = [];

    /// <summary>How many callers were answered last: they are about to come again.</summary>
    private int _expected;

    /// <summary>What the changes hold in memory.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes the changes that wait and makes them; a fault of the transaction is kept for each of the callers.</summary>
    /// <param name="isFirst">Whether the writer has rested: a lone change was not made just before another one, and nobody is about to
    /// come.</param>
    public async Task CommitAsync(bool isFirst)
    {
        Take();
        try
        {
            if (isFirst && _expected <= 1 && _changes is [{ Extent: ChangeExtent.Statement } lone])
            {
                _transaction.MakeAlone(lone);
                return;
            }

            _transaction.Begin();
            var (made, waits) = (0, 0);
            do
            {
                for (; made < _changes.Count; made++)
                {
                    _transaction.Make(_changes[made]);
                }

                while (_changes.Count < _expected && !Take() && waits++ < MostWaits)
                {
                    // Callers that are about to come, such as those just answered, go first: they share this wait for the disk.
                    await Task.Yield();
                }
            }
            while (made < _changes.Count || Take());

            _transaction.Commit();
        }
        catch (Exception fault)
        {
            // Whatever went wrong, its callers must hear of it, and the next group must find a sound connection.
            _transaction.Undo();
            var explained = fault is SqliteException sqlite ? SqliteFault.Explain(sqlite, path) : fault;
            _changes.ForEach(request => request.Undone(explained));
        }
    }

    /// <summary>Answers all callers but one, and empties the group.</summary>
    /// <returns>The last change, whose caller is still to be answered.</returns>
    public WriteRequest AnswerAllButLast()
    {
        _expected = _changes.Count;
        for (var i = 0; i < _changes.Count - 1; i++)
        {
            _changes[i].Answer();
        }

        var last = _changes[^1];
        _changes.Clear();
        Bytes = 0;
        return last;
    }

    public void Dispose() => _transaction.Dispose();

    /// <summary>Takes what waits, as far as the group has room.</summary>
    /// <returns>Whether there was any.</returns>
    private bool Take()
    {
        var before = _changes.Count;
        while (_changes.Count < MostChanges && requests.TryTake(out var request))
        {
            _changes.Add(request);
            Bytes += request.Bytes;
        }

        return _changes.Count > before;
    }
}
