using LiteDB;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>LiteDB: a bulk insert, and its statements for many documents.</summary>
internal sealed class LiteKeeper(LiteDatabase db) : IKeeper
{
    private readonly ILiteCollection<BsonDocument> _tasks = db.GetCollection("tasks");

    public Task<long> CountAsync() => Task.FromResult(_tasks.LongCount());

    public Task AddAsync(TaskRecord[] tasks)
    {
        _tasks.InsertBulk(tasks.Select(LiteFiles.Document));
        return Task.CompletedTask;
    }

    public Task CompleteAsync(string[] ids, DateTime moment)
    {
        foreach (var id in ids)
        {
            _tasks.UpdateMany(BsonExpression.Create("{completed: @0}", moment), BsonExpression.Create("_id = @0", id));
        }

        return Task.CompletedTask;
    }

    public Task CullAsync(int count, int left, DateTime before)
    {
        _tasks.DeleteMany("submitted < @0 AND completed != null", before);
        return Task.CompletedTask;
    }

    public Task PurgeAsync(string engine)
    {
        _tasks.DeleteMany("engine_uuid = @0 AND completed != null", engine);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        db.Dispose();
        return ValueTask.CompletedTask;
    }
}
