using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Hosting;

/// <summary>
/// Loads SQLite on a second thread while the first one still reads the arguments and the filter: each takes about as long as the other.
/// A fault there is that of the command's own connection, which meets it again.
/// </summary>
internal static class EarlySqlite
{
    /// <summary>What names another database than one in SQLite.</summary>
    private static readonly string[] Others = ["--mongodb", "--postgres", "--dictdb", "--nodb"];

    /// <summary>Begins, for a command that asks a file.</summary>
    public static void Begin(string[] args)
    {
        if (Asks(args) && Environment.ProcessorCount > 1)
        {
            _ = Task.Factory.StartNew(Load, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Whether the arguments ask tasks in SQLite; a configuration may still name another database.</summary>
    internal static bool Asks(string[] args) =>
        args is ["query" or "linq" or "get" or "result" or "history" or "stats", ..]
            && !Array.Exists(args, argument => Array.Exists(Others, other => argument.StartsWith(other, StringComparison.Ordinal)));

    /// <summary>Opens a database in memory, and goes the way of a question there.</summary>
    private static void Load()
    {
        using var connection = new SqliteConnection(
            SqliteOpening.ConnectionString(":memory:", SqliteOpenMode.ReadOnly, SqliteDbOptions.Default, isPooled: false));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1, @id";
        command.Parameters.AddWithValue("@id", "id");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _ = (reader.GetInt64(0), reader.GetString(1));
        }
    }
}
