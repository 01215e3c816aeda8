using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TaskDbLinq.Configuration;
using TaskDbLinq.Mongo;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq;

/// <summary>Opens task databases of every kind.</summary>
public static class TaskDb
{
    private const string MemoryCollection = "tasks";

    /// <summary>Opens the database that the options name. Its calls are reported, as <see cref="TaskDbTelemetry"/> has it.</summary>
    /// <param name="options">Which one, and how; <see cref="TaskDbConfiguration"/> reads them.</param>
    /// <param name="loggers">The loggers of its calls; null for none.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="TaskDbException">The database can't be opened.</exception>
    public static async Task<ITaskDb> OpenAsync(
        TaskDbOptions options, ILoggerFactory? loggers = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        loggers ??= NullLoggerFactory.Instance;
        switch (options.Backend)
        {
            case TaskDbBackend.Sqlite:
                var sqliteLogger = loggers.CreateLogger<SqliteDb>();
                var sqliteOptions =
                    new SqliteDbOptions { Table = options.SqliteTable, Retention = options.Retention, Logger = sqliteLogger };
                var sqlite = await SqliteDb.OpenAsync(options.SqlitePath, sqliteOptions, cancellationToken).ConfigureAwait(false);
                return sqlite.WithTelemetry("sqlite", sqlite.Table, sqliteLogger);
            case TaskDbBackend.Mongo:
                var mongoLogger = loggers.CreateLogger<MongoDb>();
                var mongoOptions = new MongoDbOptions { Database = options.MongoDatabase, Logger = mongoLogger };
                var mongo = await MongoDb.OpenAsync(options.MongoConnectionString, mongoOptions, cancellationToken).ConfigureAwait(false);
                return mongo.WithTelemetry("mongodb", mongoOptions.Collection, mongoLogger);
            case TaskDbBackend.Postgres:
                var postgresLogger = loggers.CreateLogger<PostgresDb>();
                var postgresOptions = new PostgresDbOptions
                {
                    Schema = options.PostgresSchema,
                    Retention = options.PostgresRetention,
                    Logger = postgresLogger,
                };
                var postgres =
                    await PostgresDb.OpenAsync(options.PostgresConnectionString, postgresOptions, cancellationToken).ConfigureAwait(false);
                return postgres.WithTelemetry("postgresql", PostgresDb.Table, postgresLogger);
            case TaskDbBackend.Dict:
                var logger = loggers.CreateLogger<DictDb>();
                return new DictDb(options.Dict with { Logger = logger }).WithTelemetry("taskdblinq.dictdb", MemoryCollection, logger);
            case TaskDbBackend.None:
                return new NoDb().WithTelemetry("taskdblinq.nodb", MemoryCollection, loggers.CreateLogger<NoDb>());
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Backend, "There is no such backend.");
        }
    }
}
