using System.CommandLine;
using System.CommandLine.Parsing;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Configuration;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Commands;

/// <summary>
/// The options that say which database a command asks, the same for all commands: one backend, or <c>tasks.db</c> in SQLite.
/// </summary>
internal sealed class DatabaseOptions
{
    public const string UsualServer = "mongodb://localhost:27017";
    public const string UsualPostgres = "Host=localhost;Database=tasks";

    private readonly Option<string?> _sqlite = PlaceOption.Of(
        "--sqlitedb",
        PlaceOption.File,
        $"A database in SQLite, the default: the configured file, or {Databases.UsualFile}, if none is named.")
        .Short("-d");
    private readonly Option<string?> _mongo = PlaceOption.Of(
        "--mongodb",
        PlaceOption.Uri,
        $"A database in MongoDB: the configured server, or {UsualServer}, if none is named.");
    private readonly Option<string?> _postgres = PlaceOption.Of(
        "--postgres",
        PlaceOption.Connection,
        $"A database in PostgreSQL: the configured one, or {UsualPostgres}, if none is named.");
    private readonly Option<bool> _dict = new("--dictdb") { Description = "An empty database in memory, for the time of the command." };
    private readonly Option<bool> _none = new("--nodb") { Description = "No database: every query is an error." };

    private readonly Option<string?> _table = new("--table")
    {
        Description = "The table in a SQLite file, where there are several.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = $"The configuration that names the database; {TaskDbConfiguration.DefaultFile} if it is there.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options; without <c>--table</c> to a command that has one of its own.</summary>
    public void AddTo(Command command, bool withTable = true)
    {
        Option[] options = [_sqlite, _postgres, _mongo, _dict, _none, _config, .. withTable ? [_table] : Array.Empty<Option>()];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            var named = Named(result).ToList();
            if (named.Count > 1)
            {
                result.AddError($"{string.Join(" and ", named)} are different databases; name one");
            }
        });
    }

    /// <summary>The options that were given, of those that name a database.</summary>
    public IEnumerable<string> Named(CommandResult command) => ((Option[])[_sqlite, _postgres, _mongo, _dict, _none, _config])
        .Where(option => command.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <summary>The database that the command line names. A plain call does not wait for the reader of configurations.</summary>
    public DatabasePlace Read(ParseResult parsed) =>
        parsed.GetValue(_sqlite) is { } file ? new(TaskDbBackend.Sqlite, file, parsed.GetValue(_table))
        : parsed.GetValue(_dict) ? new(TaskDbBackend.Dict, string.Empty)
        : parsed.GetValue(_none) ? new(TaskDbBackend.None, string.Empty)
        : IsConfigured(parsed) ? Configured(parsed)
        : parsed.GetResult(_mongo) is { Implicit: false } ? new(TaskDbBackend.Mongo, parsed.GetValue(_mongo) ?? UsualServer)
        : parsed.GetResult(_postgres) is { Implicit: false } ? new(TaskDbBackend.Postgres, parsed.GetValue(_postgres) ?? UsualPostgres)
        : new(TaskDbBackend.Sqlite, Databases.UsualFile, parsed.GetValue(_table));

    /// <summary>What the configuration keeps; null for everything.</summary>
    public RetentionPolicy? Retention(ParseResult parsed) => !IsConfigured(parsed)
        ? null
        : TaskDbConfiguration.Read(parsed.GetValue(_config), Flags(parsed)) switch
        {
            { Backend: TaskDbBackend.Postgres } options => options.PostgresRetention,
            var options => options.Retention,
        };

    /// <summary>All that is said of the database, on the command line and elsewhere, with its source; not checked yet.</summary>
    /// <exception cref="ConfigurationException">A file can't be read.</exception>
    public IReadOnlyList<TaskDbSetting> Settings(ParseResult parsed) =>
        TaskDbConfiguration.Settings(parsed.GetValue(_config), Flags(parsed));

    /// <summary>Whether a SQLite file is named, so that it has to be there.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetValue(_sqlite) is not null || parsed.GetValue(_config) is not null;

    /// <summary>Opens the database for a command that changes nothing.</summary>
    public Task<ITaskDb> OpenToReadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Databases.OpenAsync(Read(parsed), DatabaseUse.Read, cancellationToken);

    /// <summary>
    /// Opens the database for a command that changes what is there, or for reading if it only shows what it would change.
    /// </summary>
    public async Task<ITaskDb> OpenToChangeAsync(ParseResult parsed, bool isDryRun, CancellationToken cancellationToken)
    {
        var place = Read(parsed);
        return Databases.Changeable(
            await Databases.OpenAsync(place, isDryRun ? DatabaseUse.Read : DatabaseUse.Change, cancellationToken).ConfigureAwait(false),
            place);
    }

    /// <summary>Opens the database for a command that brings tasks; a file that is not there is created.</summary>
    public Task<ITaskDb> OpenToFillAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Databases.OpenAsync(Read(parsed), DatabaseUse.Fill, cancellationToken);

    /// <summary>Opens the database for a command that works on one with our own layout.</summary>
    /// <exception cref="UsageException">The command line or the configuration names another kind of database.</exception>
    public async Task<ITaskDb> OpenOwnAsync(ParseResult parsed, DatabaseUse use, CancellationToken cancellationToken)
    {
        var place = Read(parsed);
        return place.Kind is TaskDbBackend.Sqlite or TaskDbBackend.Postgres
            ? await Databases.OpenAsync(place, use, cancellationToken).ConfigureAwait(false)
            : throw new UsageException(
                $"{parsed.CommandResult.Command.Name} works on a database in SQLite or PostgreSQL; --sqlitedb or --postgres names it");
    }

    /// <summary>A method of its own, since naming the configuration loads what reads it.</summary>
    private DatabasePlace Configured(ParseResult parsed) =>
        DatabasePlace.Of(TaskDbConfiguration.Read(parsed.GetValue(_config), Flags(parsed)));

    private bool IsConfigured(ParseResult parsed) =>
        parsed.GetValue(_config) is not null || System.IO.File.Exists(TaskDbConfiguration.DefaultFile)
        || Environment.GetEnvironmentVariables()
            .Keys.Cast<string>()
            .Any(name => name.StartsWith(TaskDbConfiguration.EnvironmentPrefix, StringComparison.Ordinal));

    /// <summary>The command line as settings.</summary>
    private IReadOnlyDictionary<string, string?> Flags(ParseResult parsed) => DatabaseFlags.Of(
        Named(parsed.CommandResult).FirstOrDefault(),
        parsed.GetValue(_sqlite),
        parsed.GetValue(_table),
        parsed.GetValue(_mongo),
        parsed.GetValue(_postgres));
}
