using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>EF Core alone: objects are added and saved in parts of one transaction, the rest are its statements for many rows.</summary>
internal sealed class EfKeeper(string file) : IKeeper
{
    private const int Part = 1_000;

    private readonly PooledDbContextFactory<EfContext> _contexts = EfContext.Pool(file);

    public async Task<long> CountAsync()
    {
        await using var db = await _contexts.CreateDbContextAsync();
        return await db.Tasks.LongCountAsync();
    }

    public async Task AddAsync(TaskRecord[] tasks)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var at = 0; at < tasks.Length; at += Part)
        {
            var part = tasks[at..Math.Min(at + Part, tasks.Length)];
            db.Tasks.AddRange(part.Select((task, i) => TaskEntity.Of(task, at + i)));
            db.Buffers.AddRange(part.Select((task, i) => BufferEntity.Of(task, at + i)));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync();
    }

    public async Task CompleteAsync(string[] ids, DateTime moment)
    {
        foreach (var id in ids)
        {
            await using var db = await _contexts.CreateDbContextAsync();
            await db.Tasks.Where(t => t.MsgId == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Completed, moment));
        }
    }

    public async Task CullAsync(int count, int left, DateTime before)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        await db.Tasks.Where(t => t.Completed != null).OrderBy(t => t.Submitted).Take(count).ExecuteDeleteAsync();
    }

    public async Task PurgeAsync(string engine)
    {
        await using var db = await _contexts.CreateDbContextAsync();
        await db.Tasks.Where(t => t.EngineUuid == engine && t.Completed != null).ExecuteDeleteAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
