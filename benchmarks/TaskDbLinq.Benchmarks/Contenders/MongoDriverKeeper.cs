using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>The driver alone. The documents to add are there already: making them is no part of it.</summary>
internal sealed class MongoDriverKeeper(IMongoCollection<BsonDocument> tasks, BsonDocument[] documents) : IKeeper
{
    public Task<long> CountAsync() => tasks.CountDocumentsAsync(new BsonDocument());

    public Task AddAsync(TaskRecord[] records) => tasks.InsertManyAsync(documents, new InsertManyOptions { IsOrdered = false });

    public async Task CompleteAsync(string[] ids, DateTime moment)
    {
        foreach (var id in ids)
        {
            await tasks.UpdateOneAsync(new BsonDocument("msg_id", id), new BsonDocument("$set", new BsonDocument("completed", moment)));
        }
    }

    public Task CullAsync(int count, int left, DateTime before) =>
        tasks.DeleteManyAsync(
            new BsonDocument
            {
                { "submitted", new BsonDocument("$lt", before) }, { "completed", new BsonDocument("$ne", BsonNull.Value) },
            });

    public Task PurgeAsync(string engine) =>
        tasks.DeleteManyAsync(new BsonDocument { { "engine_uuid", engine }, { "completed", new BsonDocument("$ne", BsonNull.Value) } });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
