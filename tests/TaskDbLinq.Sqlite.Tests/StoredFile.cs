using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Sqlite.Tests;

/// <summary>A file as SQLite itself sees it, without this library.</summary>
internal static class StoredFile
{
    /// <summary>Returns the one value that a statement asks for.</summary>
    public static object? Ask(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
