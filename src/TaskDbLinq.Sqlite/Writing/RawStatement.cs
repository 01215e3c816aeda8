using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// A statement that is prepared once and run many times. Its parameters are bound by their places, from one on, as the
/// bytes that SQLite keeps: without the objects and strings that ADO.NET makes of every value.
/// </summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The statement does not fit the file.</exception>
    public RawStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Binds a text; it is copied.</summary>
    public void BindText(int place, ReadOnlySpan<byte> utf8) =>
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(_statement, place, string.Empty) : raw.sqlite3_bind_text(_statement, place, utf8));

    /// <summary>Binds bytes; they are copied.</summary>
    public void BindBlob(int place, ReadOnlySpan<byte> bytes) => Check(raw.sqlite3_bind_blob(_statement, place, bytes));

    public void BindNumber(int place, long number) => Check(raw.sqlite3_bind_int64(_statement, place, number));

    public void BindNull(int place) => Check(raw.sqlite3_bind_null(_statement, place));

    /// <summary>Runs the statement, and forgets what was bound.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">It failed; it changed nothing.</exception>
    public int Run()
    {
        var outcome = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        raw.sqlite3_clear_bindings(_statement);
        Check(outcome);
        return raw.sqlite3_changes(_database);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int outcome) => SqliteException.ThrowExceptionForRC(outcome, _database);
}
