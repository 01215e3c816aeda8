using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TaskDbLinq.Sqlite.Store;

/// <summary>A file in our own layout: how it is told from others, created and brought to the current version.</summary>
internal static class StoreFile
{
    /// <summary>"tdbl" in the file's header: https://www.sqlite.org/fileformat.html#application_id.</summary>
    public const int ApplicationId = 0x7464626C;

    /// <summary>The layout that this version of the library reads and writes.</summary>
    public const long Version = 1;

    /// <summary>
    /// Twice SQLite's usual page: a task with a few kilobytes of buffers fills pages better, and writing it takes half as
    /// many calls of the operating system.
    /// </summary>
    private const int PageBytes = 8 << 10;

    /// <summary>Whether the file is one of ours.</summary>
    public static bool IsOurs(SqliteConnection connection) => Number(connection, "PRAGMA application_id") == ApplicationId;

    /// <summary>Whether the file is a database without anything in it.</summary>
    public static bool IsEmpty(SqliteConnection connection) => Number(connection, "SELECT count(*) FROM sqlite_master") == 0;

    /// <summary>
    /// SQLite compares texts by their bytes, and those of UTF-16 are in another order than the characters are:
    /// https://www.sqlite.org/pragma.html#pragma_encoding.
    /// </summary>
    /// <exception cref="TaskDbException">The texts of the file are UTF-16.</exception>
    public static void CheckEncoding(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA encoding";
        if (command.ExecuteScalar() is string encoding and not "UTF-8")
        {
            throw new TaskDbException($"The texts of '{Path.GetFileName(path)}' are {encoding}, whose order isn't that of the characters: "
                + "make a file in UTF-8 of it, such as with `sqlite3 OLD .dump | sqlite3 NEW`.");
        }
    }

    /// <exception cref="TaskDbException">A newer version of the library wrote the file.</exception>
    public static bool IsCurrent(SqliteConnection connection, string path)
    {
        var version = Number(connection, "PRAGMA user_version");
        return version <= Version
            ? version == Version
            : throw new TaskDbException($"A newer version of TaskDbLinq wrote '{Path.GetFileName(path)}' (its layout is {version}, "
                + $"this version knows {Version}): update to read it.");
    }

    /// <summary>Creates the tables, or brings them to the current version. EF Core keeps several processes from doing so at once.</summary>
    public static void Migrate(string connectionString)
    {
        using (var connection = new SqliteConnection(connectionString))
        {
            connection.Open();

            // Before the first table is there: freed pages can then be given back to the disk, readers never wait for
            // the writer, and another process that opens the file knows at once whose it is.
            Execute(connection,
                $"PRAGMA page_size = {PageBytes}; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA application_id = "
                + $"{ApplicationId};");
        }

        using var context = new StoreContext(new DbContextOptionsBuilder().UseSqlite(connectionString).Options);
        context.Database.Migrate();
    }

    /// <summary>What each connection is told when it opens.</summary>
    public static void Prepare(SqliteConnection connection, SqliteDbOptions options)
    {
        var synchronous = options.Durability == SqliteDurability.Full ? "FULL" : "NORMAL";
        var wait = (long)options.BusyTimeout.TotalMilliseconds;
        Execute(connection,
            $"PRAGMA busy_timeout = {wait}; PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;");
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
