using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>Hand-written ADO.NET: prepared commands; a batch is one transaction, any other change one of its own.</summary>
internal sealed class AdoNetKeeper(string file) : IKeeper
{
    /// <summary>Fewer free pages than these are not given back, as by SqliteDb.</summary>
    private const int FewPages = 128;

    /// <summary>How many tasks of a batch one transaction holds; by default all.</summary>
    public int Group { get; init; } = int.MaxValue;

    /// <summary>
    /// Whether a cull does what pruning promises, too: it adds up the buffers that go, and gives their space back to the disk.
    /// </summary>
    public bool Shrinks { get; init; }

    private readonly SqliteConnection _connection = SqliteFiles.Connect(file);

    public Task<long> CountAsync()
    {
        using var command = Prepare(ChangeSql.Count, []);
        return Task.FromResult((long)command.ExecuteScalar()!);
    }

    public Task AddAsync(TaskRecord[] tasks)
    {
        using var task = Prepare(ChangeSql.Insert("task", ChangeSql.TaskColumns), ChangeSql.TaskColumns);
        using var buffers = Prepare(ChangeSql.Insert("task_buffer", ChangeSql.BufferColumns), ChangeSql.BufferColumns);
        for (var n = 0; n < tasks.Length; n++)
        {
            if (n % Group == 0)
            {
                SqliteFiles.Execute(_connection, "BEGIN IMMEDIATE");
            }

            Run(task, ChangeSql.TaskValues(tasks[n]));
            Run(
                buffers,
                [
                    n + 1, ChangeSql.Blob(tasks[n].Buffers) ?? (object)DBNull.Value,
                    ChangeSql.Blob(tasks[n].ResultBuffers) ?? (object)DBNull.Value,
                ]);
            if ((n + 1) % Group == 0 || n == tasks.Length - 1)
            {
                SqliteFiles.Execute(_connection, "COMMIT");
            }
        }

        return Task.CompletedTask;
    }

    public Task CompleteAsync(string[] ids, DateTime moment)
    {
        using var command = Prepare(ChangeSql.Complete, ["moment", "id"]);
        foreach (var id in ids)
        {
            Run(command, [moment, id]);
        }

        return Task.CompletedTask;
    }

    public Task CullAsync(int count, int left, DateTime before)
    {
        if (!Shrinks)
        {
            return OnceAsync(ChangeSql.Cull, "count", count);
        }

        Bytes = Sum($"{ChangeSql.Cull} RETURNING buffer_bytes", count);
        if (Sum("PRAGMA freelist_count") >= FewPages)
        {
            Sum("PRAGMA incremental_vacuum");
            Sum("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return Task.CompletedTask;
    }

    public Task PurgeAsync(string engine) => OnceAsync(ChangeSql.Purge, "engine", engine);

    /// <summary>How many bytes of buffers the last cull took.</summary>
    public long Bytes { get; private set; }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private Task OnceAsync(string sql, string name, object value)
    {
        using var command = Prepare(sql, [name]);
        Run(command, [value]);
        return Task.CompletedTask;
    }

    /// <summary>Runs a statement to its end.</summary>
    /// <returns>The sum of its first column.</returns>
    private long Sum(string sql, params object[] values)
    {
        using var command = Prepare(sql, [.. values.Select(_ => "count")]);
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        using var rows = command.ExecuteReader();
        var sum = 0L;
        while (rows.Read())
        {
            // Each page that goes back is a row without a value.
            sum += rows.FieldCount == 0 || rows.IsDBNull(0) ? 0 : rows.GetInt64(0);
        }

        return sum;
    }

    private SqliteCommand Prepare(string sql, string[] names)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{name}" });
        }

        command.Prepare();
        return command;
    }

    private static void Run(SqliteCommand command, IEnumerable<object> values)
    {
        var at = 0;
        foreach (var value in values)
        {
            command.Parameters[at++].Value = value;
        }

        command.ExecuteNonQuery();
    }
}
