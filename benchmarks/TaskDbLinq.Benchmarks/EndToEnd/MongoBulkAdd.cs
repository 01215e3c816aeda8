using BenchmarkDotNet.Attributes;
using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Mongo;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>
/// Adding 3,000 tasks to an empty collection with the same indexes, against the driver's <c>InsertMany</c> of documents
/// that are there already. The aim is at least 0.9 times its speed, that is a ratio of at most 1.11.
/// </summary>
public class MongoBulkAdd
{
    private const int Count = 3_000;

    private readonly MongoServer _server = new();
    private readonly TaskRecord[] _tasks = [.. MongoServer.Tasks(Count)];
    private List<BsonDocument> _documents = [];
    private MongoDb _db = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        await using var db = await _server.OpenAsync("templates");
        await db.AddAsync(_tasks);
        _documents = await _server.Raw("templates").Find(new BsonDocument()).ToListAsync();
    }

    [GlobalCleanup]
    public async Task Cleanup() => await _server.DisposeAsync();

    [IterationSetup]
    public void Empty()
    {
        _server.DropAsync("tasks").GetAwaiter().GetResult();
        _db = _server.OpenAsync("tasks").GetAwaiter().GetResult();
        _documents.ForEach(document => document["_id"] = ObjectId.GenerateNewId());
    }

    [IterationCleanup]
    public void Close() => _db.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public async Task InsertManyByDriver() => await _server.Raw("tasks").InsertManyAsync(_documents, new InsertManyOptions { IsOrdered = false });

    [Benchmark]
    public async Task AddMany() => await _db.AddAsync(_tasks);
}
