using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Retention;

/// <summary>What a step of <see cref="Pruning"/> does with the tasks that it finds.</summary>
/// <param name="connection">The connection that all steps share.</param>
internal abstract class PruningWay(SqliteConnection connection) : IDisposable
{
    public SqliteConnection Connection => connection;

    /// <summary>The tasks that a step still sees, to which it adds its own tests.</summary>
    public abstract string Left { get; }

    /// <summary>How many bytes of buffers the tasks of all steps so far have.</summary>
    public abstract long BufferBytes { get; }

    /// <summary>The statement that takes the tasks whose ids a query gives.</summary>
    public abstract string Sql(string ids);

    /// <summary>Runs such a statement.</summary>
    /// <returns>How many tasks it took.</returns>
    public abstract long Take(SqliteCommand command);

    public abstract void Dispose();
}

/// <summary>Drops them: one statement finds, drops and tells how large they were.</summary>
internal sealed class DroppingWay(SqliteConnection connection) : PruningWay(connection)
{
    private long _bytes;

    public override string Left => "task WHERE true";

    public override long BufferBytes => _bytes;

    public override string Sql(string ids) => $"DELETE FROM task WHERE id IN ({ids}) RETURNING buffer_bytes";

    public override long Take(SqliteCommand command)
    {
        using var dropped = command.ExecuteReader();
        var count = 0L;
        for (; dropped.Read(); count++)
        {
            _bytes += SQLitePCL.raw.sqlite3_column_int64(dropped.Handle, 0);
        }

        return count;
    }

    public override void Dispose()
    {
    }
}

/// <summary>Writes their ids into a table in the connection's own memory, so that nothing is written to the file.</summary>
internal sealed class RehearsingWay : PruningWay
{
    private const string Found = "temp.task_drop";

    public RehearsingWay(SqliteConnection connection)
        : base(connection) => StoreFile.Execute(connection, $"CREATE TABLE {Found} (id INTEGER PRIMARY KEY)");

    public override string Left => $"task WHERE id NOT IN (SELECT id FROM {Found})";

    public override long BufferBytes
    {
        get
        {
            using var command = Connection.CreateCommand();
            command.CommandText = $"SELECT total(buffer_bytes) FROM task WHERE id IN (SELECT id FROM {Found})";
            return (long)(double)command.ExecuteScalar()!;
        }
    }

    public override string Sql(string ids) => $"INSERT INTO {Found} {ids}";

    public override long Take(SqliteCommand command) => command.ExecuteNonQuery();

    public override void Dispose() => StoreFile.Execute(Connection, $"DROP TABLE IF EXISTS {Found}");
}
