using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>The pages of a file, by the writer's connection: how many hold nothing, and how those are given back.</summary>
internal sealed class FilePages(SqliteConnection connection)
{
    /// <summary>8 MB of pages: few enough that nobody waits long for them.</summary>
    private const int AtOnce = 1_000;

    /// <summary>Gives some of the free pages back to the disk.</summary>
    /// <returns>How many are left.</returns>
    public long Vacuum()
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA incremental_vacuum({AtOnce})";
        using var steps = command.ExecuteReader();

        // Each step frees one page.
        while (steps.Read())
        {
        }

        return Free();
    }

    /// <summary>Returns how many pages hold nothing.</summary>
    public long Free()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA freelist_count";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Lets the file grow no further.</summary>
    public void Limit(int pages) => StoreFile.Execute(connection, $"PRAGMA max_page_count = {pages}");
}
