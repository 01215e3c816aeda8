using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.IPython;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite;

/// <summary>Tells what a file is, and opens it as that. Whatever is no task database is left as it is.</summary>
internal static class SqliteOpening
{
    public static FileLayout Open(string path, SqliteDbOptions options, out bool isWritable)
    {
        var file = Path.GetFullPath(path);
        if (Directory.Exists(file))
        {
            throw new TaskDbException($"'{path}' is a directory, not a task database.");
        }

        PathIndexes.Check(options.IndexedPaths);
        isWritable = options.Access != SqliteDbAccess.ReadOnly;
        if (!File.Exists(file))
        {
            return options.Access == SqliteDbAccess.Create && options.Table is null
                ? Create(path, file, options)
                : throw new TaskDbException($"There is no file '{path}'.");
        }

        using var connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadOnly, options, isPooled: false));
        connection.Open();

        // One transaction sees one state of the file, also while another process is just creating it.
        using var moment = connection.BeginTransaction(deferred: true);
        StoreFile.CheckEncoding(connection, path);
        if (StoreFile.IsOurs(connection))
        {
            var (isCurrent, indexed) = (StoreFile.IsCurrent(connection, path), PathIndexes.Read(connection));
            moment.Commit();
            return OpenStore(isCurrent, indexed, path, file, options);
        }

        if (StoreFile.IsEmpty(connection) && options is { Access: SqliteDbAccess.Create, Table: null })
        {
            moment.Commit();
            return Create(path, file, options);
        }

        isWritable = false;
        return new IPythonLayout(ConnectionString(file, SqliteOpenMode.ReadOnly, options), IPythonTable.Find(connection, options.Table));
    }

    /// <summary>The tables of tasks in a file, or the wanted one; null stands for the table of our own layout.</summary>
    /// <exception cref="TaskDbException">The file is not there, or has no such table.</exception>
    public static IReadOnlyList<string?> Tables(string path, string? wanted)
    {
        var file = Path.GetFullPath(path);
        if (!File.Exists(file))
        {
            throw new TaskDbException(Directory.Exists(file)
                ? $"'{path}' is a directory, not a task database."
                : $"There is no file '{path}'.");
        }

        try
        {
            using var connection =
                new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadOnly, SqliteDbOptions.Default, isPooled: false));
            connection.Open();
            return StoreFile.IsOurs(connection) ? [wanted]
                : wanted is not null ? [IPythonTable.Find(connection, wanted).Name]
                : [.. IPythonTable.FindAll(connection).Select(table => table.Name)];
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Explain(fault, path);
        }
    }

    private static StoreLayout OpenStore(bool isCurrent, FrozenSet<string> indexed, string path, string file, SqliteDbOptions options)
    {
        var isReadOnly = options.Access == SqliteDbAccess.ReadOnly;
        if (!isCurrent)
        {
            StoreFile.Migrate(isReadOnly
                ? throw new TaskDbException($"'{path}' has an older layout, and is open for reading only.")
                : ConnectionString(file, SqliteOpenMode.ReadWrite, options, isPooled: false));
        }

        return Layout(file, isReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite, options, indexed);
    }

    private static StoreLayout Create(string path, string file, SqliteDbOptions options)
    {
        if (Path.GetDirectoryName(file) is { } folder && !Directory.Exists(folder))
        {
            throw new TaskDbException($"There is no folder for '{path}'.");
        }

        StoreFile.Migrate(ConnectionString(file, SqliteOpenMode.ReadWriteCreate, options, isPooled: false));
        return Layout(file, SqliteOpenMode.ReadWrite, options, []);
    }

    /// <summary>The layout with the paths that have an index; those that options name get one where the file may be changed.</summary>
    private static StoreLayout Layout(string file, SqliteOpenMode mode, SqliteDbOptions options, FrozenSet<string> indexed)
    {
        if (mode == SqliteOpenMode.ReadWrite && !options.IndexedPaths.All(indexed.Contains))
        {
            using var connection = new SqliteConnection(ConnectionString(file, mode, options, isPooled: false));
            connection.Open();
            PathIndexes.Create(connection, options.IndexedPaths);
            indexed = PathIndexes.Read(connection);
        }

        return new StoreLayout(ConnectionString(file, mode, options), options, indexed);
    }

    /// <summary>
    /// Writes what <see cref="SqliteConnectionStringBuilder"/> reads. Its own writing makes a regular expression first, which takes a
    /// command longer than to open the file.
    /// </summary>
    internal static string ConnectionString(string file, SqliteOpenMode mode, SqliteDbOptions options, bool isPooled = true) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Data Source=\"{file.Replace("\"", "\"\"", StringComparison.Ordinal)}\";Mode={Name(mode)};"
                + $"Pooling={(isPooled ? "True" : "False")};Default Timeout={(int)Math.Ceiling(options.BusyTimeout.TotalSeconds)}");

    private static string Name(SqliteOpenMode mode) => mode switch
    {
        SqliteOpenMode.ReadOnly => nameof(SqliteOpenMode.ReadOnly),
        SqliteOpenMode.ReadWrite => nameof(SqliteOpenMode.ReadWrite),
        _ => nameof(SqliteOpenMode.ReadWriteCreate),
    };
}
