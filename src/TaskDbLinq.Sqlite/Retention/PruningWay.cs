using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Retention;

/// <summary>What a step of <see cref="Pruning"/> does with the tasks that it finds.</summary>
/// <param name="connection">The connection that all steps share.</param>
internal abstract class PruningWay(SqliteConnection connection) : IDisposable
{
    public SqliteConnection Connection => connection;

    /// <summary>The tasks that a step still sees, as what follows <c>FROM</c>.</summary>
    /// <param name="test">The step's own test; null for all of them.</param>
    public abstract string Left(string? test = null);

    /// <summary>How many bytes of buffers the tasks of all steps so far have.</summary>
    public abstract long BufferBytes { get; }

    /// <summary>The statement that takes the tasks whose ids a query gives.</summary>
    public abstract string Sql(string ids);

    /// <summary>Runs such a statement.</summary>
    /// <returns>How many tasks it took.</returns>
    public abstract long Take(SessionStatement statement);

    public abstract void Dispose();
}

/// <summary>Drops them: one statement finds, drops and tells how large they were.</summary>
internal sealed class DroppingWay(SqliteConnection connection) : PruningWay(connection)
{
    private long _bytes;

    /// <remarks>Without a test there is no <c>WHERE</c>: SQLite counts the rows of a table without looking at each.</remarks>
    public override string Left(string? test = null) => test is null ? "task" : $"task WHERE {test}";

    public override long BufferBytes => _bytes;

    public override string Sql(string ids) => $"DELETE FROM task WHERE id IN ({ids}) RETURNING buffer_bytes";

    public override long Take(SessionStatement statement)
    {
        var count = 0L;
        for (var isRow = statement.First(); isRow; isRow = statement.Next())
        {
            _bytes += raw.sqlite3_column_int64(statement.Row, 0);
            count++;
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

    public override string Left(string? test = null) =>
        $"task WHERE id NOT IN (SELECT id FROM {Found})" + (test is null ? "" : $" AND {test}");

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

    public override long Take(SessionStatement statement)
    {
        statement.First();
        return raw.sqlite3_changes(Connection.Handle);
    }

    public override void Dispose() => StoreFile.Execute(Connection, $"DROP TABLE IF EXISTS {Found}");
}
