using System.CommandLine;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The options that say which database a command asks, the same for all commands: one backend, or <c>tasks.db</c> in SQLite.</summary>
internal sealed class DatabaseOptions
{
    public const string UsualFile = "tasks.db";
    public const string UsualServer = "mongodb://localhost:27017";

    private readonly Option<string?> _sqlite = Place("--sqlitedb", "FILE", $"A database in SQLite: {UsualFile} if no file is named. This is the default.");
    private readonly Option<string?> _mongo = Place("--mongodb", "URI", $"A database in MongoDB: {UsualServer} if no server is named.");
    private readonly Option<bool> _dict = new("--dictdb") { Description = "A database in memory, which is empty and goes with the command." };
    private readonly Option<bool> _none = new("--nodb") { Description = "No database: every question is an error." };

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

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_sqlite, _mongo, _dict, _none, _config, _table])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            var named = ((Option[])[_sqlite, _mongo, _dict, _none, _config])
                .Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToList();
            if (named.Count > 1)
            {
                result.AddError($"{string.Join(" and ", named)} are different databases; name one");
            }
        });
    }

    /// <summary>Adds the option for the file alone, to a command whose database is in our own layout.</summary>
    public void AddFileTo(Command command, bool withTable = false)
    {
        command.Options.Add(_sqlite);
        if (withTable)
        {
            command.Options.Add(_table);
        }
    }

    /// <summary>The file that the command line names.</summary>
    public string File(ParseResult parsed) => parsed.GetValue(_sqlite) ?? UsualFile;

    /// <summary>Opens the file that the command line names.</summary>
    public Task<SqliteDb> OpenFileAsync(ParseResult parsed, SqliteDbAccess access, CancellationToken cancellationToken) =>
        SqliteDb.OpenAsync(File(parsed), new SqliteDbOptions { Table = parsed.GetValue(_table), Access = access }, cancellationToken);

    /// <summary>The database that the command line names.</summary>
    public DatabasePlace Read(ParseResult parsed) =>
        parsed.GetResult(_mongo) is { Implicit: false } ? new(DatabaseKind.Mongo, parsed.GetValue(_mongo) ?? UsualServer)
        : parsed.GetValue(_dict) ? new(DatabaseKind.Dict, string.Empty)
        : parsed.GetValue(_none) ? new(DatabaseKind.None, string.Empty)
        : parsed.GetResult(_sqlite) is not { Implicit: false } && Configured(parsed) is { } configured ? configured
        : new(DatabaseKind.Sqlite, parsed.GetValue(_sqlite) ?? UsualFile, parsed.GetValue(_table));

    /// <summary>Whether a SQLite file is named, so that it has to be there.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetValue(_sqlite) is not null || parsed.GetValue(_config) is not null;

    /// <summary>Opens the database for a command that changes nothing.</summary>
    public Task<ITaskDb> OpenToReadAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Databases.OpenAsync(Read(parsed), DatabaseUse.Read, cancellationToken);

    /// <summary>Opens the database for a command that changes what is there.</summary>
    public Task<ITaskDb> OpenToChangeAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Databases.OpenAsync(Read(parsed), DatabaseUse.Change, cancellationToken);

    /// <summary>Opens the database for a command that brings tasks; a file that is not there is created.</summary>
    public Task<ITaskDb> OpenToFillAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        Databases.OpenAsync(Read(parsed), DatabaseUse.Fill, cancellationToken);

    /// <summary>What a configuration names; null where there is none, so that a plain call does not wait for its reader.</summary>
    private DatabasePlace? Configured(ParseResult parsed)
    {
        var file = parsed.GetValue(_config);
        var isThere = file is not null || System.IO.File.Exists(TaskDbConfiguration.DefaultFile)
            || Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(name => name.StartsWith(TaskDbConfiguration.EnvironmentPrefix, StringComparison.Ordinal));
        return isThere ? DatabasePlace.Of(TaskDbConfiguration.Read(file), parsed.GetValue(_table)) : null;
    }

    private static Option<string?> Place(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.ZeroOrOne };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && (value.Length == 0 || value[0] == '{'))
            {
                result.AddError(value.Length == 0
                    ? $"{name}: expected {(helpName == "FILE" ? "the name of a file" : "a connection string")}, or nothing"
                    : $"{name}: '{value}' is a filter, not a {helpName}; put {name} last, or name the {helpName}");
            }
        });
        return option;
    }
}
