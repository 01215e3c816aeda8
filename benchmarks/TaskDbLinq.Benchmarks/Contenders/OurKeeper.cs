using TaskDbLinq.Filters;
using TaskDbLinq.Mongo;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A backend of ours.</summary>
internal class OurKeeper(ITaskDb db) : IKeeper
{
    public Task<long> CountAsync() => db.CountAsync(Filter.Everything);

    public virtual Task AddAsync(TaskRecord[] tasks) => db.WriteAsync(TaskBatch.Add(tasks));

    public async Task CompleteAsync(string[] ids, DateTime moment)
    {
        var update = TaskUpdate.Empty.Set("completed", moment);
        foreach (var id in ids)
        {
            await db.UpdateAsync(id, update);
        }
    }

    public virtual Task CullAsync(int count, int left, DateTime before) => db.DropMatchingAsync(Filter.Parse(new Dictionary<string, object?>
    {
        ["submitted"] = new Dictionary<string, object?> { ["$lt"] = before },
        ["completed"] = new Dictionary<string, object?> { ["$ne"] = null },
    }));

    public Task PurgeAsync(string engine) => db.DropMatchingAsync(Filter.Parse(new Dictionary<string, object?>
    {
        ["engine_uuid"] = engine,
        ["completed"] = new Dictionary<string, object?> { ["$ne"] = null },
    }));

    public ValueTask DisposeAsync() => db.DisposeAsync();
}

/// <summary>DictDb culls when a task more than its limit comes.</summary>
internal sealed class OurDict(DictDb db, Func<TaskRecord> another) : OurKeeper(db)
{
    private readonly DictDb _db = db;

    public override Task CullAsync(int count, int left, DateTime before) => _db.AddAsync(another());
}

/// <summary>SqliteDb, where culling is pruning by a limit.</summary>
internal class OurSqlite(SqliteDb db) : OurKeeper(db)
{
    protected SqliteDb Db { get; } = db;

    public override Task CullAsync(int count, int left, DateTime before) =>
        Db.PruneAsync(new RetentionPolicy { RecordLimit = left, CullFraction = 0 });
}

/// <summary>SqliteDb, where 50 callers add tasks one by one, each awaiting that its task is durable.</summary>
internal sealed class OurSqliteCallers(SqliteDb db) : OurSqlite(db)
{
    private const int Callers = 50;

    public override Task AddAsync(TaskRecord[] tasks)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < tasks.Length; n = Interlocked.Increment(ref next))
            {
                await Db.AddAsync(tasks[n]);
            }
        })));
    }
}

/// <summary>MongoDb; many tasks at once, without the all-or-nothing of a batch, which the driver's InsertMany has not either.</summary>
internal sealed class OurMongo(MongoDb db) : OurKeeper(db)
{
    private readonly MongoDb _db = db;

    public override Task AddAsync(TaskRecord[] tasks) => _db.AddAsync(tasks);
}
