using Dapper;
using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>Dapper: a statement run for each object, in one transaction.</summary>
internal sealed class DapperKeeper(string file) : IKeeper
{
    private const string InsertBuffers =
        "INSERT INTO task_buffer (task_id, buffers, result_buffers) VALUES (@TaskId, @Buffers, @ResultBuffers)";

    private static readonly string InsertTask =
        $"INSERT INTO task ({string.Join(", ", TaskEntity.Columns.Select(column => column.Name))}) VALUES "
        + $"({string.Join(", ", TaskEntity.Columns.Select(column => $"@{column.Property}"))})";

    private readonly SqliteConnection _connection = SqliteFiles.Connect(file);

    public Task<long> CountAsync() => _connection.ExecuteScalarAsync<long>(ChangeSql.Count);

    public Task AddAsync(TaskRecord[] tasks)
    {
        using var transaction = _connection.BeginTransaction();
        _connection.Execute(InsertTask, tasks.Select(TaskEntity.Of), transaction);
        _connection.Execute(InsertBuffers, tasks.Select(BufferEntity.Of), transaction);
        transaction.Commit();
        return Task.CompletedTask;
    }

    public Task CompleteAsync(string[] ids, DateTime moment)
    {
        foreach (var id in ids)
        {
            _connection.Execute(ChangeSql.Complete, new { moment, id });
        }

        return Task.CompletedTask;
    }

    public Task CullAsync(int count, int left, DateTime before)
    {
        _connection.Execute(ChangeSql.Cull, new { count });
        return Task.CompletedTask;
    }

    public Task PurgeAsync(string engine)
    {
        _connection.Execute(ChangeSql.Purge, new { engine });
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
