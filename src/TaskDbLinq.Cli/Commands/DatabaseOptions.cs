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

    /// <summary>Opens the database that the command line names, for a command that changes nothing.</summary>
    public async Task<ITaskDb> OpenToReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = new SqliteDbOptions { Table = parsed.GetValue(_table), Access = SqliteDbAccess.ReadOnly };
        return await SqliteDb.OpenAsync(parsed.GetRequiredValue(_sqlite), options, cancellationToken).ConfigureAwait(false);
    }
}
