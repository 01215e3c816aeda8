using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Store;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.IPython;

/// <summary>Writes a file in the layout of IPython's SQLiteDB, so that a controller takes its table for one of its own.</summary>
internal sealed class IPythonWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly TaskField[] _columns;

    /// <param name="file">The file to write.</param>
    /// <param name="table">The table in it.</param>
    /// <param name="hasLabel">Whether the table has the column <c>label</c>.</param>
    public IPythonWriter(string file, string table, bool hasLabel)
    {
        // IPython inserts by position, so the columns stand in its order, and `label` is there or not.
        _columns = [.. TaskFields.All.Where(field => hasLabel || field.Key != TaskKey.Label)];
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();

        // The file gets its name only when it is whole: until then a crash may leave anything.
        StoreFile.Execute(_connection, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
        StoreFile.Execute(_connection, CreateTable(table));
        _insert = _connection.CreateCommand();
        _insert.CommandText = $"INSERT INTO '{table}' VALUES ({string.Join(", ", _columns.Select(field => $"@{field.Key}"))})";
        foreach (var field in _columns)
        {
            _insert.Parameters.Add(new SqliteParameter { ParameterName = $"@{field.Key}" });
        }

        _insert.Prepare();
    }

    public void Add(IReadOnlyList<TaskRecord> tasks)
    {
        StoreFile.Execute(_connection, "BEGIN");
        foreach (var task in tasks)
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                _insert.Parameters[i].Value = Stored(_columns[i].Read(task)) ?? DBNull.Value;
            }

            _insert.ExecuteNonQuery();
        }

        StoreFile.Execute(_connection, "COMMIT");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private string CreateTable(string table)
    {
        var columns =
            _columns.Select(field => $"{field.Key} {ColumnType(field)}{(field == TaskFields.MsgId ? " PRIMARY KEY" : string.Empty)}");
        return $"CREATE TABLE '{table}'\n                ({string.Join(",\n                ", columns)})";
    }

    /// <summary>
    /// The types that IPython writes and asks PRAGMA table_info for, by whose first word it chooses a converter. Since
    /// 3.37 SQLite reports a plain <c>text</c> as <c>TEXT</c>, and IPython then passes over the table, even over its
    /// own. <c>"text" ""</c> is the same type to SQLite, and is reported as <c>text</c>.
    /// </summary>
    private static string ColumnType(TaskField field) => field.Kind switch
    {
        TaskFieldKind.Timestamp => "timestamp",
        TaskFieldKind.Buffers => "bufs blob",
        TaskFieldKind.Dict when field.Key is not (TaskKey.Error or TaskKey.ExecuteResult) => "dict text",
        _ => "\"text\" \"\"",
    };

    private static object? Stored(object? value) => value switch
    {
        DateTime moment => PythonTime.Write(moment),
        Document document => PythonJson.Write(document),
        BufferList buffers => PythonPickle.Write(buffers),
        _ => value,
    };
}
