using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>MongoDb, beside the driver alone on a collection with the same indexes.</summary>
internal sealed class MongoChanges : ChangeRace<MongoPlace>, IAsyncDisposable
{
    /// <summary>By hand, and doing all that has to be done where large buffers are files.</summary>
    public const string MindingFiles = "driver, with regard to files";

    private readonly MongoServer _server = new();
    private MongoDb? _db;

    /// <summary>The engine takes half a minute for 100,000 tasks, and cares little how many are there already.</summary>
    private protected override int Most => 10_000;

    private protected override int MoreRoundsOfDrops => 3;

    private protected override IReadOnlyList<Keeping<MongoPlace>> Keepings =>
    [
        new("driver", place => Task.FromResult<IKeeper>(new MongoDriverKeeper(place.Tasks, place.Documents))),
        new(
            MindingFiles,
            place => Task.FromResult<IKeeper>(new MongoDriverKeeper(place.Tasks, place.Documents) { MindsFiles = true }),
            Change.Ingest,
            Change.Update) { IsLeftOutOfQuick = true },
        new("MongoDb", async _ => new OurMongo(_db ??= await _server.OpenAsync(MongoPlace.Collection))),
    ];

    private protected override Task<MongoPlace> PlaceAsync(Change change, string contender, TaskRecord[] tasks) =>
        MongoPlace.MakeAsync(_server, change == Change.Ingest, tasks);

    /// <summary>Both stay connected: to connect is no part of a change.</summary>
    private protected override Task CloseAsync(IKeeper keeper) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await (_db?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _server.DisposeAsync();
    }
}

/// <summary>A collection to change. Tasks take long to write there: those that the last change dropped are put back.</summary>
internal sealed record MongoPlace(IMongoCollection<BsonDocument> Tasks, BsonDocument[] Documents)
{
    internal const string Collection = "task_records";

    private static BsonDocument[] _documents = [];

    internal static async Task<MongoPlace> MakeAsync(MongoServer server, bool empty, TaskRecord[] tasks)
    {
        var raw = server.Raw(Collection);
        var isFirst = _documents.Length != tasks.Length;
        if (isFirst)
        {
            await raw.Database.DropCollectionAsync("documents");
            await using var db = await server.OpenAsync("documents");
            await db.AddAsync(tasks);
            _documents = [.. await server.Raw("documents").Find(new BsonDocument()).ToListAsync()];
        }

        if (empty)
        {
            await raw.Database.DropCollectionAsync(Collection);
        }

        // To ask for indexes that are there makes the server forget what it knows of the collection.
        if (empty || isFirst)
        {
            await using var db = await server.OpenAsync(Collection);
        }

        if (!empty)
        {
            await RestoreAsync(raw);
        }

        return new MongoPlace(server.Rival(Collection), _documents);
    }

    private static async Task RestoreAsync(IMongoCollection<BsonDocument> raw)
    {
        await raw.UpdateManyAsync(
            new BsonDocument("completed", GeneratedTasks.After(_documents.Length)),
            new BsonDocument("$set", new BsonDocument("completed", BsonNull.Value)));
        var ids = await raw.Find(new BsonDocument()).Project(new BsonDocument { { "_id", 0 }, { "msg_id", 1 } }).ToListAsync();
        var there = ids.Select(id => id["msg_id"]).ToHashSet();
        var missing = _documents.Where(document => !there.Contains(document["msg_id"])).ToList();
        if (missing.Count > 0)
        {
            await raw.InsertManyAsync(missing, new InsertManyOptions { IsOrdered = false });
        }
    }
}
