using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>linq2db: its bulk copy, in one transaction, and its statements for many rows.</summary>
internal sealed class Linq2DbKeeper(string file) : IKeeper
{
    private readonly DataConnection _connection = Linq2Db.Connect(file);

    public Task<long> CountAsync() => _connection.GetTable<TaskEntity>().LongCountAsync();

    public async Task AddAsync(TaskRecord[] tasks)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        await _connection.GetTable<TaskEntity>().BulkCopyAsync(tasks.Select(TaskEntity.Of));
        await _connection.GetTable<BufferEntity>().BulkCopyAsync(tasks.Select(BufferEntity.Of));
        await transaction.CommitAsync();
    }

    public async Task CompleteAsync(string[] ids, DateTime moment)
    {
        foreach (var id in ids)
        {
            await _connection.GetTable<TaskEntity>().Where(t => t.MsgId == id).Set(t => t.Completed, (DateTime?)moment).UpdateAsync();
        }
    }

    public Task CullAsync(int count, int left, DateTime before)
    {
        var oldest = _connection.GetTable<TaskEntity>()
            .Where(t => t.Completed != null)
            .OrderBy(t => t.Submitted)
            .Take(count)
            .Select(t => t.Id);
        return _connection.GetTable<TaskEntity>().Where(t => oldest.Contains(t.Id)).DeleteAsync();
    }

    public Task PurgeAsync(string engine) =>
        _connection.GetTable<TaskEntity>().Where(t => t.EngineUuid == engine && t.Completed != null).DeleteAsync();

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
