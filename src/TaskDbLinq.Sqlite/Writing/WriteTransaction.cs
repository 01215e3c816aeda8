using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>The writer's transaction, by statements that are prepared once.</summary>
internal sealed class WriteTransaction(SqliteConnection connection) : IDisposable
{
    private readonly WriteCommands _commands = new(connection);
    private readonly RawStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly RawStatement _commit = new(connection, "COMMIT");
    private readonly RawStatement _mark = new(connection, "SAVEPOINT change");
    private readonly RawStatement _release = new(connection, "RELEASE change");

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>Makes a change that is one statement, without a transaction around it: SQLite makes one of it.</summary>
    public void MakeAlone(WriteRequest request) => request.Apply(_commands);

    /// <summary>
    /// Makes a change within the transaction. One of several statements is undone as a whole when one of them fails; the rest of the group
    /// stays.
    /// </summary>
    public void Make(WriteRequest request)
    {
        if (request.Extent != ChangeExtent.Several)
        {
            request.Apply(_commands);
            return;
        }

        _mark.Run();
        if (!request.Apply(_commands))
        {
            StoreFile.Execute(connection, "ROLLBACK TO change");
        }

        _release.Run();
    }

    /// <summary>Undoes everything, if a transaction has begun.</summary>
    public void Undo()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            StoreFile.Execute(connection, "ROLLBACK");
        }
    }

    public void Dispose()
    {
        _commands.Dispose();
        foreach (var statement in (RawStatement[])[_begin, _commit, _mark, _release])
        {
            statement.Dispose();
        }
    }
}
