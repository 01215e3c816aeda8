using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>The driver alone. The documents to add are there already: making them is no part of it.</summary>
internal sealed class MongoDriverKeeper(IMongoCollection<BsonDocument> tasks, BsonDocument[] documents) : IKeeper
{
    private static readonly string[] Paths = ["buffers.file", "result_buffers.file"];

    /// <summary>Whether it drops no task whose buffers are files: it looks for a file first, and leaves tasks that name one.</summary>
    public bool MindsFiles { get; init; }

    public Task<long> CountAsync() => tasks.CountDocumentsAsync(new BsonDocument());

    public Task AddAsync(TaskRecord[] records) => tasks.InsertManyAsync(documents, new InsertManyOptions { IsOrdered = false });

    public async Task CompleteAsync(string[] ids, DateTime moment)
    {
        foreach (var id in ids)
        {
            await tasks.UpdateOneAsync(new BsonDocument("msg_id", id), new BsonDocument("$set", new BsonDocument("completed", moment)));
        }
    }

    public Task CullAsync(int count, int left, DateTime before) => DropAsync(
        new BsonDocument
        {
            { "submitted", new BsonDocument("$lt", before) }, { "completed", new BsonDocument("$ne", BsonNull.Value) },
        });

    public Task PurgeAsync(string engine) =>
        DropAsync(new BsonDocument { { "engine_uuid", engine }, { "completed", new BsonDocument("$ne", BsonNull.Value) } });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task DropAsync(BsonDocument filter)
    {
        if (!MindsFiles)
        {
            await tasks.DeleteManyAsync(filter);
            return;
        }

        var files = tasks.Database.GetCollection<BsonDocument>($"{tasks.CollectionNamespace.CollectionName}_buffers.files");
        if (await files.Find(new BsonDocument()).Limit(1).AnyAsync())
        {
            throw new InvalidOperationException("The benchmark's tasks have no buffers that are files.");
        }

        BsonDocument[] named = [.. Paths.Select(path => new BsonDocument(path, new BsonDocument("$exists", true)))];
        await tasks.DeleteManyAsync(new BsonDocument("$and", new BsonArray { filter, new BsonDocument("$nor", new BsonArray(named)) }));
    }
}
