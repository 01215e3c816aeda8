using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Configuration;
using TaskDbLinq.Mongo;
using TaskDbLinq.Problems;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Arguments;

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
/// <param name="Part">
/// The table of a SQLite file, the database of a MongoDB server, or the schema of a PostgreSQL one; null to find it.
/// </param>
internal sealed record DatabasePlace(TaskDbBackend Kind, string Where, string? Part = null)
{
    /// <summary>What a configuration names.</summary>
    public static DatabasePlace Of(TaskDbOptions options) => options.Backend switch
    {
        TaskDbBackend.Sqlite => new(TaskDbBackend.Sqlite, options.SqlitePath, options.SqliteTable),
        TaskDbBackend.Mongo => new(TaskDbBackend.Mongo, options.MongoConnectionString, options.MongoDatabase),
        TaskDbBackend.Postgres => new(TaskDbBackend.Postgres, options.PostgresConnectionString, options.PostgresSchema),
        TaskDbBackend.Dict => new(TaskDbBackend.Dict, string.Empty),
        _ => new(TaskDbBackend.None, string.Empty),
    };
}

/// <summary>The one place where a command's database is opened.</summary>
internal static class Databases
{
    /// <summary>The file that is asked where none is named.</summary>
    public const string UsualFile = "tasks.db";

    /// <summary>How long a person waits for a server that is not there, or to read a file that another program has locked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static async Task<ITaskDb> OpenAsync(DatabasePlace place, DatabaseUse use, CancellationToken cancellationToken) =>
        place.Kind switch
        {
            TaskDbBackend.Sqlite => Sqlite(place, use),
            TaskDbBackend.Mongo => await MongoAsync(place, use, cancellationToken).ConfigureAwait(false),
            TaskDbBackend.Postgres => await PostgresAsync(place, use, cancellationToken).ConfigureAwait(false),
            TaskDbBackend.Dict => new DictDb(),
            _ => new NoDb(),
        };

    /// <summary>Opens a file on this thread: the command has nothing else to do, and another thread would only have to start.</summary>
    private static SqliteDb Sqlite(DatabasePlace place, DatabaseUse use)
    {
        if (use != DatabaseUse.Fill)
        {
            RequireFile(place.Where);
        }

        var access = use switch
        {
            DatabaseUse.Read => SqliteDbAccess.ReadOnly,
            DatabaseUse.Change => SqliteDbAccess.Existing,
            _ => SqliteDbAccess.Create,
        };
        return SqliteDb.Open(
            place.Where,
            use == DatabaseUse.Read
                ? new SqliteDbOptions { Table = place.Part, Access = access, BusyTimeout = Patience }
                : new SqliteDbOptions { Table = place.Part, Access = access });
    }

    /// <exception cref="UsageException">There is no such file.</exception>
    public static void RequireFile(string file)
    {
        if (!Path.Exists(file))
        {
            throw new UsageException($"no such file: '{file}'{Meant(file)}");
        }
    }

    /// <summary>Refuses a change that could never be made, before anything is shown of it.</summary>
    /// <exception cref="ReadOnlyTaskDbException">IPython wrote the file.</exception>
    public static T Changeable<T>(T db, DatabasePlace place)
        where T : ITaskDb => db is SqliteDb { IsIPythonFile: true }
        ? throw new ReadOnlyTaskDbException(
            $"IPython wrote '{place.Where}', and such a file is only read: "
            + $"first 'taskdb import {place.Where} --sqlitedb NEW.db', then ask NEW.db")
        : db;

    /// <summary>What to type instead: a file of nearly that name, or how a file is named at all.</summary>
    private static string Meant(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        var near = Directory.Exists(folder)
            ? NearMiss.Find(Path.GetFileName(file), Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)))
            : null;
        return near is not null ? $"; did you mean '{Path.Combine(Path.GetDirectoryName(file) ?? string.Empty, near)}'?"
            : file == UsualFile ? "; --sqlitedb FILE names another, --postgres or --mongodb a server"
            : string.Empty;
    }

    /// <summary>Who brings tasks creates the tables.</summary>
    private static async Task<ITaskDb> PostgresAsync(DatabasePlace place, DatabaseUse use, CancellationToken cancellationToken) =>
        await PostgresDb.OpenAsync(
            place.Where, new PostgresDbOptions { Schema = place.Part, CreateLayout = use == DatabaseUse.Fill }, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>
    /// Who only asks may lack the right to make indexes. A person does not look at nothing for the driver's 30 seconds; a service
    /// waits them out, and so does who writes another time into the connection string.
    /// </summary>
    private static async Task<ITaskDb> MongoAsync(DatabasePlace place, DatabaseUse use, CancellationToken cancellationToken) =>
        await MongoDb.OpenAsync(
            use == DatabaseUse.Fill ? place.Where : WithPatience(place.Where),
            new MongoDbOptions { Database = place.Part, CreateIndexes = use == DatabaseUse.Fill },
            cancellationToken).ConfigureAwait(false);

    internal static string WithPatience(string connectionString) =>
        connectionString.Contains("serverSelectionTimeout", StringComparison.OrdinalIgnoreCase)
            ? connectionString
            : $"{connectionString}{Separator(connectionString)}serverSelectionTimeoutMS={Patience.TotalMilliseconds:0}";

    /// <summary>What stands before the next option: <c>mongodb://host</c> has neither a database nor options.</summary>
    private static string Separator(string connectionString) =>
        connectionString.Contains('?', StringComparison.Ordinal) ? "&"
        : connectionString[(connectionString.IndexOf("://", StringComparison.Ordinal) + 3)..].Contains('/', StringComparison.Ordinal) ? "?"
        : "/?";
}
