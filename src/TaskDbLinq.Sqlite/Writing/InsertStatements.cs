using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>The statements that add a task: its row, and the row of its buffers.</summary>
internal sealed class InsertStatements : IDisposable
{
    // https://www.sqlite.org/rescode.html#constraint_unique
    private const int UniqueViolation = 2067;

    /// <summary>Buffers above this are written into the row in place: copies of them would be most of the process's memory.</summary>
    private const long LargeBytes = 64 << 10;

    private readonly SqliteConnection _connection;
    private readonly StoredValues _values = new();
    private readonly RawStatement _row;
    private readonly RawStatement _buffers;
    private readonly RawStatement _space;

    public InsertStatements(SqliteConnection connection)
    {
        _connection = connection;
        var columns = StoreRow.ColumnNames;
        _row = new(connection,
            $"INSERT INTO task ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(name => $"@{name}"))})");
        _buffers = new(connection,
            "INSERT INTO task_buffer (task_id, buffers, result_buffers) VALUES (last_insert_rowid(), @buffers, @result_buffers)");
        _space = new(
            connection,
            "INSERT INTO task_buffer (task_id, buffers, result_buffers) VALUES (last_insert_rowid(), iif(@buffers = 0, NULL, "
                + "zeroblob(@buffers)), iif(@result_buffers = 0, NULL, zeroblob(@result_buffers)))");
    }

    /// <exception cref="DuplicateTaskException">The id is taken; nothing is changed.</exception>
    public void Run(StoreRow stored)
    {
        var task = stored.Task;
        stored.BindTo(_row);
        try
        {
            _row.Run();
        }
        catch (SqliteException fault) when (fault.SqliteExtendedErrorCode == UniqueViolation)
        {
            throw new DuplicateTaskException(task.MsgId, fault);
        }

        if (stored.BufferBytes > LargeBytes)
        {
            AddLarge(task);
        }
        else if (task.Buffers.Count + task.ResultBuffers.Count > 0)
        {
            AddBuffers(task);
        }
    }

    public void Dispose()
    {
        foreach (var statement in (RawStatement[])[_row, _buffers, _space])
        {
            statement.Dispose();
        }
    }

    private void AddBuffers(TaskRecord task)
    {
        _values.Clear();
        _values.Add(TaskField.Present(task.Buffers));
        _values.Add(TaskField.Present(task.ResultBuffers));
        _values.BindTo(_buffers);
        _buffers.Run();
    }

    private void AddLarge(TaskRecord task)
    {
        _space.BindNumber(1, BufferBlob.Length(task.Buffers));
        _space.BindNumber(2, BufferBlob.Length(task.ResultBuffers));
        _space.Run();
        var row = SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);
        (string Column, BufferList Buffers)[] columns = [(TaskKey.Buffers, task.Buffers), (TaskKey.ResultBuffers, task.ResultBuffers)];
        foreach (var (column, buffers) in columns)
        {
            if (buffers.Count > 0)
            {
                using var blob = new SqliteBlob(_connection, "task_buffer", column, row);
                BufferBlob.WriteTo(blob, buffers);
            }
        }
    }
}
