using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Retention;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>The statements that change our layout, prepared once for the writer's connection.</summary>
internal sealed class WriteCommands : IDisposable
{
    // https://www.sqlite.org/rescode.html#constraint_unique
    private const int UniqueViolation = 2067;

    /// <summary>Buffers above this are written into the row in place: copies of them would be most of the process's memory.</summary>
    private const long LargeBytes = 64 << 10;

    private readonly SqliteConnection _connection;
    private readonly StoredValues _values = new();
    private readonly RawStatement _insert;
    private readonly RawStatement _insertBuffers;
    private readonly RawStatement _insertSpace;
    private readonly RawStatement _drop;
    private readonly UpdateStatements _updates;

    public WriteCommands(SqliteConnection connection)
    {
        _connection = connection;
        Pages = new FilePages(connection);
        var columns = StoreRow.ColumnNames;
        _insert = new(connection,
            $"INSERT INTO task ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(name => $"@{name}"))})");
        _insertBuffers = new(connection,
            "INSERT INTO task_buffer (task_id, buffers, result_buffers) VALUES (last_insert_rowid(), @buffers, @result_buffers)");
        _insertSpace = new(
            connection,
            "INSERT INTO task_buffer (task_id, buffers, result_buffers) VALUES (last_insert_rowid(), iif(@buffers = 0, NULL, "
                + "zeroblob(@buffers)), iif(@result_buffers = 0, NULL, zeroblob(@result_buffers)))");
        _updates = new(connection);
        _drop = new(connection, "DELETE FROM task WHERE msg_id = @msg_id");
    }

    /// <summary>The pages of the file.</summary>
    public FilePages Pages { get; }

    /// <exception cref="DuplicateTaskException">The id is taken; nothing is changed.</exception>
    public void Add(StoreRow stored)
    {
        var task = stored.Task;
        stored.BindTo(_insert);
        try
        {
            _insert.Run();
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
            Run(_insertBuffers, TaskField.Present(task.Buffers), TaskField.Present(task.ResultBuffers));
        }
    }

    /// <exception cref="TaskNotFoundException">There is no such task; nothing is changed.</exception>
    public void Update(StoreUpdate update) => _updates.Run(update);

    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    public void Drop(string msgId)
    {
        if (Run(_drop, msgId) == 0)
        {
            throw new TaskNotFoundException(msgId);
        }
    }

    /// <summary>Drops what a query for ids selects, in one statement.</summary>
    public long DropMatching(QueryPlan plan, TaskQuery query)
    {
        using var statement = new SessionStatement(_connection, plan.DropSql, plan.ParameterNames);
        plan.Bind(statement, query);
        statement.First();
        return SQLitePCL.raw.sqlite3_changes(_connection.Handle);
    }

    /// <summary>Changes what a query selects. The ids are read first, and then each task where its old values are needed.</summary>
    /// <exception cref="QueryException">A value of a task can't be changed so.</exception>
    public long UpdateMatching(QueryPlan selected, TaskQuery query, QueryPlanner planner, TaskUpdatePlan changes, List<string> ids)
    {
        var now = DateTime.UtcNow;
        using (var command = selected.CreateCommand(_connection))
        {
            selected.Bind(new CommandParameters(command), query);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                ids.Add((string)selected.Read(reader.Handle!)[TaskKey.MsgId]!);
            }
        }

        TaskQuery One(string id) =>
            new() { Filter = Filter.Parse(new Dictionary<string, object?> { [TaskKey.MsgId] = id }), Keys = changes.Keys };
        var plan = planner.Plan(One(string.Empty));
        using var read = plan.CreateCommand(_connection);
        foreach (var id in ids)
        {
            TaskRow? row = null;
            if (!changes.IsConstant)
            {
                plan.Bind(new CommandParameters(read), One(id));
                using var reader = read.ExecuteReader();
                row = reader.Read() ? plan.Read(reader.Handle!) : throw new TaskNotFoundException(id);
            }

            var update = changes.For(id, field => row?[field.Key], now);
            StorableTexts.Check(update, inDicts: false);
            Update(new StoreUpdate(id, update));
        }

        return ids.Count;
    }

    /// <summary>Adds, updates and drops, in this order.</summary>
    public void Write(TaskBatch batch)
    {
        foreach (var task in batch.Adds)
        {
            Add(new StoreRow(task));
        }

        foreach (var (msgId, update) in batch.Updates)
        {
            Update(new StoreUpdate(msgId, update));
        }

        foreach (var msgId in batch.Drops)
        {
            Drop(msgId);
        }
    }

    /// <summary>Drops what a policy does not keep.</summary>
    public PruneReport Prune(Pruning pruning) => pruning.Drop(_connection);

    public void Dispose()
    {
        _updates.Dispose();
        foreach (var statement in (RawStatement[])[_insert, _insertBuffers, _insertSpace, _drop])
        {
            statement.Dispose();
        }
    }

    private void AddLarge(TaskRecord task)
    {
        _insertSpace.BindNumber(1, BufferBlob.Length(task.Buffers));
        _insertSpace.BindNumber(2, BufferBlob.Length(task.ResultBuffers));
        _insertSpace.Run();
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

    private int Run(RawStatement statement, params ReadOnlySpan<object?> values)
    {
        _values.Clear();
        foreach (var value in values)
        {
            _values.Add(value);
        }

        _values.BindTo(statement);
        return statement.Run();
    }
}
