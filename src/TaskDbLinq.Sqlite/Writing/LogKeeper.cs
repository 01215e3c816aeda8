using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>
/// Brings the write-ahead log into the file whenever the writer has written a good piece of it. SQLite would do so
/// within the commit; here it comes when the callers have their answers, whose changes are durable in the log.
/// </summary>
internal sealed class LogKeeper
{
    // https://www.sqlite.org/c3ref/c_dbstatus_options.html: how many pages the connection has written, to the log or to the file.
    private const int PagesWritten = 9;

    /// <summary>
    /// 32 MB: many small changes wait less often for two files, and pages that they change again and again are copied once.
    /// </summary>
    private const int LongPages = 4_000;

    private readonly sqlite3 _database;

    public LogKeeper(SqliteConnection connection)
    {
        _database = connection.Handle!;
        StoreFile.Execute(connection, "PRAGMA wal_autocheckpoint = 0");
    }

    /// <summary>Whether a checkpoint is due.</summary>
    public bool IsLong
    {
        get
        {
            raw.sqlite3_db_status(_database, PagesWritten, out var written, out _, resetFlg: 0);
            return written >= LongPages;
        }
    }

    /// <summary>
    /// To be called between two transactions. What readers still need, or can't be written now, stays in the log for the next time.
    /// </summary>
    public void CheckpointIfLong()
    {
        if (IsLong)
        {
            raw.sqlite3_wal_checkpoint_v2(_database, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
            raw.sqlite3_db_status(_database, PagesWritten, out _, out _, resetFlg: 1);
        }
    }
}
