using TaskDbLinq.Configuration;
using TaskDbLinq.Mongo;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli;

/// <summary>The backends.</summary>
internal enum DatabaseKind
{
    Sqlite,
    Mongo,
    Dict,
    None,
}

/// <summary>What a command does with a database.</summary>
internal enum DatabaseUse
{
    /// <summary>It changes nothing.</summary>
    Read,

    /// <summary>It changes what is there.</summary>
    Change,

    /// <summary>It brings tasks, and makes the database if there is none.</summary>
    Fill,
}

/// <summary>Which database.</summary>
/// <param name="Kind">The backend.</param>
/// <param name="Where">The file or the connection string; empty for those that have no place.</param>
/// <param name="Part">The table of a SQLite file, or the database of a MongoDB server; null to find it.</param>
internal sealed record DatabasePlace(DatabaseKind Kind, string Where, string? Part = null)
{
    /// <summary>What a configuration names.</summary>
    public static DatabasePlace Of(TaskDbOptions options) => options.Backend switch
    {
        TaskDbBackend.Sqlite => new(DatabaseKind.Sqlite, options.SqlitePath, options.SqliteTable),
        TaskDbBackend.Mongo => new(DatabaseKind.Mongo, options.MongoConnectionString, options.MongoDatabase),
        TaskDbBackend.Dict => new(DatabaseKind.Dict, string.Empty),
        _ => new(DatabaseKind.None, string.Empty),
    };
}

/// <summary>The one place where a command's database is opened.</summary>
internal static class Databases
{
    public static async Task<ITaskDb> OpenAsync(DatabasePlace place, DatabaseUse use, CancellationToken cancellationToken) => place.Kind switch
    {
        DatabaseKind.Sqlite => await SqliteAsync(place, use, cancellationToken).ConfigureAwait(false),
        DatabaseKind.Mongo => await MongoAsync(place, use, cancellationToken).ConfigureAwait(false),
        DatabaseKind.Dict => new DictDb(),
        _ => new NoDb(),
    };

    private static async Task<ITaskDb> SqliteAsync(DatabasePlace place, DatabaseUse use, CancellationToken cancellationToken)
    {
        var access = use switch
        {
            DatabaseUse.Read => SqliteDbAccess.ReadOnly,
            DatabaseUse.Change => SqliteDbAccess.Existing,
            _ => SqliteDbAccess.Create,
        };
        return await SqliteDb.OpenAsync(place.Where, new SqliteDbOptions { Table = place.Part, Access = access }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Who only asks may lack the right to make indexes.</summary>
    private static async Task<ITaskDb> MongoAsync(DatabasePlace place, DatabaseUse use, CancellationToken cancellationToken) =>
        await MongoDb.OpenAsync(place.Where, new MongoDbOptions { Database = place.Part, CreateIndexes = use == DatabaseUse.Fill }, cancellationToken).ConfigureAwait(false);
}
