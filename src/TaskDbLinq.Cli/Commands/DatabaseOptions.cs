using System.CommandLine;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The options that say which database a command asks, the same for all commands.</summary>
internal sealed class DatabaseOptions
{
    private readonly Option<string> _sqlite = new("--sqlitedb")
    {
        Description = "A database in SQLite.",
        HelpName = "FILE",
        DefaultValueFactory = _ => "tasks.db",
    };

    private readonly Option<string?> _table = new("--table")
    {
        Description = "The table in it, where there are several.",
        HelpName = "NAME",
    };

    public DatabaseOptions() => _sqlite.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: "" }])
        {
            result.AddError("--sqlitedb: expected the name of a file");
        }
    });

    public void AddTo(Command command)
    {
        command.Options.Add(_sqlite);
        command.Options.Add(_table);
    }

    /// <summary>Adds the option for the file alone, to a command whose database is in our own layout.</summary>
    public void AddFileTo(Command command) => command.Options.Add(_sqlite);

    /// <summary>The file that the command line names.</summary>
    public string File(ParseResult parsed) => parsed.GetRequiredValue(_sqlite);

    /// <summary>Opens the file that the command line names.</summary>
    public Task<SqliteDb> OpenFileAsync(ParseResult parsed, SqliteDbAccess access, CancellationToken cancellationToken) =>
        SqliteDb.OpenAsync(File(parsed), new SqliteDbOptions { Table = parsed.GetValue(_table), Access = access }, cancellationToken);

    /// <summary>Opens the database that the command line names, for a command that changes nothing.</summary>
    public async Task<ITaskDb> OpenToReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new SqliteDbOptions { Table = parsed.GetValue(_table), Access = SqliteDbAccess.ReadOnly };
        return await SqliteDb.OpenAsync(parsed.GetRequiredValue(_sqlite), options, cancellationToken).ConfigureAwait(false);
    }
}
