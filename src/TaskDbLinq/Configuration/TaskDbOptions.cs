namespace TaskDbLinq;

/// <summary>Which task database to open, and how. The defaults are IPython's, but that tasks are kept: in <c>tasks.db</c>.</summary>
/// <remarks><see cref="SettingsReader"/> makes them of settings under IPython's own names, and checks them.</remarks>
public sealed record TaskDbOptions
{
    /// <summary>The name of MongoDB's database in IPython.</summary>
    public const string DefaultMongoDatabase = "ipython-tasks";

    /// <summary>Where tasks are kept; IPython's <c>HubFactory.db_class</c>. Default a SQLite file.</summary>
    public TaskDbBackend Backend { get; init; } = TaskDbBackend.Sqlite;

    /// <summary>The name of the SQLite file; <c>SQLiteDB.filename</c>. Default <c>tasks.db</c>.</summary>
    public string SqliteFilename { get; init; } = "tasks.db";

    /// <summary>The folder of the SQLite file; <c>SQLiteDB.location</c>. Empty, the default, for the current one.</summary>
    public string SqliteLocation { get; init; } = string.Empty;

    /// <summary>The table in a SQLite file that IPython wrote; <c>SQLiteDB.table</c>. Null, the default, to find it.</summary>
    public string? SqliteTable { get; init; }

    /// <summary>
    /// What a SQLite file keeps while it is open; <c>SQLiteDB.keep</c>, <c>record_limit</c> and <c>size_limit</c>, which IPython does not
    /// have. Null, the default, keeps everything.
    /// </summary>
    public RetentionPolicy? Retention { get; init; }

    /// <summary>Where the MongoDB servers are; <c>MongoDB.connection_string</c>. Default this machine's.</summary>
    public string MongoConnectionString { get; init; } = "mongodb://localhost:27017";

    /// <summary>
    /// The database in MongoDB; <c>MongoDB.database</c>. Null, the default, for the connection string's, or else <see
    /// cref="DefaultMongoDatabase"/>.
    /// </summary>
    public string? MongoDatabase { get; init; }

    /// <summary>
    /// Where the PostgreSQL server is; <c>PostgresDB.connection_string</c>, which IPython does not have. Default the database
    /// <c>tasks</c> of this machine's.
    /// </summary>
    public string PostgresConnectionString { get; init; } = "Host=localhost;Database=tasks";

    /// <summary>The schema of the tables in PostgreSQL; <c>PostgresDB.schema</c>. Null, the default, for the connection string's.</summary>
    public string? PostgresSchema { get; init; }

    /// <summary>
    /// What a database in PostgreSQL keeps while it is open; <c>PostgresDB.keep</c>, <c>record_limit</c> and <c>size_limit</c>. Null, the
    /// default, keeps everything.
    /// </summary>
    public RetentionPolicy? PostgresRetention { get; init; }

    /// <summary>How much is held in memory; <c>DictDB.record_limit</c>, <c>size_limit</c> and <c>cull_fraction</c>.</summary>
    public DictDbOptions Dict { get; init; } = new();

    /// <summary>The path of the SQLite file: its name in its folder.</summary>
    public string SqlitePath => Path.Combine(SqliteLocation, SqliteFilename);
}
