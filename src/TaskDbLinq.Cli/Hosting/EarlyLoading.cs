using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Hosting;

/// <summary>
/// Loads SQLite on a second thread, while the first one still reads the arguments and the filter: each takes about as
/// long as the other. A fault there is one that the command itself meets again.
/// </summary>
internal static class EarlyLoading
{
    private static readonly string[] Commands = ["query", "linq", "get", "history"];

    /// <summary>What names another database than one in SQLite.</summary>
    private static readonly string[] Others = ["--mongodb", "--postgres", "--dictdb", "--nodb"];

    /// <summary>Begins, for a command that prints tasks of a file.</summary>
    public static void Begin(string[] args)
    {
        if (Environment.ProcessorCount > 1 && IsOfUse(args))
        {
            _ = Task.Factory.StartNew(Load, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Whether the arguments ask for tasks in SQLite; a configuration may still name another database.</summary>
    internal static bool IsOfUse(string[] args) => args.Length > 0 && Array.IndexOf(Commands, args[0]) >= 0
        && !Array.Exists(args, argument => Array.Exists(Others, other => argument.StartsWith(other, StringComparison.Ordinal)));

    /// <summary>Goes the way of a question, in a database in memory.</summary>
    internal static void Load()
    {
        using var connection = new SqliteConnection(
            SqliteOpening.ConnectionString(":memory:", SqliteOpenMode.ReadOnly, SqliteDbOptions.Default, isPooled: false));
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1, @id";
        command.Parameters.AddWithValue("@id", "id");
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                _ = (reader.GetInt64(0), reader.GetString(1));
            }
        }

        transaction.Commit();
    }
}
