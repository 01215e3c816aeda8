using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>Files of our own layout, and connections to them that are set as ours are.</summary>
internal static class SqliteFiles
{
    public static string ConnectionString(string file) => $"Data Source={file};Pooling=False;Foreign Keys=True";

    public static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection(ConnectionString(file));
        connection.Open();
        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA busy_timeout = 30000");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Creates a file with tasks.</summary>
    public static async Task WriteAsync(string file, IEnumerable<TaskRecord> tasks)
    {
        await using var db = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Durability = SqliteDurability.Normal });
        foreach (var part in tasks.Chunk(5_000))
        {
            await db.WriteAsync(TaskBatch.Add(part));
        }
    }
}
