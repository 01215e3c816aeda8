namespace TaskDbLinq.Cli.Arguments;

/// <summary>The options of a database as settings, under the names that IPython's configuration has for them.</summary>
internal static class DatabaseFlags
{
    /// <summary>The settings. What goes with another file or server than the named one does not hold for it.</summary>
    /// <param name="option">The option that names the backend; null if none does.</param>
    /// <param name="file">The file of SQLite, if it is named.</param>
    /// <param name="table">The table in that file, if it is named.</param>
    /// <param name="server">MongoDB's connection string, if it is named.</param>
    /// <param name="connection">PostgreSQL's connection string, if it is named.</param>
    public static IReadOnlyDictionary<string, string?> Of(
        string? option, string? file, string? table, string? server, string? connection)
    {
        var flags = new Dictionary<string, string?>();
        if (Backend(option) is { } backend)
        {
            flags["HubFactory.db_class"] = flags["IPController.db_class"] = backend;
        }

        if (file is not null)
        {
            (flags["SQLiteDB.filename"], flags["SQLiteDB.location"], flags["SQLiteDB.table"]) = (file, string.Empty, null);
        }

        if (server is not null)
        {
            (flags["MongoDB.connection_string"], flags["MongoDB.database"]) = (server, null);
        }

        if (connection is not null)
        {
            (flags["PostgresDB.connection_string"], flags["PostgresDB.schema"]) = (connection, null);
        }

        if (table is not null)
        {
            flags["SQLiteDB.table"] = table;
        }

        return flags;
    }

    private static string? Backend(string? option) => option switch
    {
        "--sqlitedb" => "SQLiteDB",
        "--mongodb" => "MongoDB",
        "--postgres" => "PostgresDB",
        "--dictdb" => "DictDB",
        "--nodb" => "NoDB",
        _ => null,
    };
}
