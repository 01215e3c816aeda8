using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Mongo;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>
/// The queries of IPython's documentation over 10,000 tasks, against the driver with a filter and a projection written by
/// hand. Each method returns how many rows there were: the two of a pair must agree. The aim is a ratio of 1.05.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class MongoQueries
{
    private static readonly DateTime HourAgo = MongoServer.Start.AddSeconds(9_900);
    private static readonly string[] Engines = ["e1", "e2"];

    private readonly MongoServer _server = new();
    private MongoDb _db = null!;
    private IMongoCollection<BsonDocument> _raw = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _db = await _server.OpenAsync("task_records");
        await _db.AddAsync(MongoServer.Tasks(10_000));
        _raw = _server.Raw("task_records");
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _db.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("pending")]
    public int PendingByDriver() => Find(new BsonDocument("completed", BsonNull.Value), "started");

    [Benchmark, BenchmarkCategory("pending")]
    public int Pending() => _db.DbQuery(new Dictionary<string, object?> { ["completed"] = null }, ["msg_id", "started"]).Count;

    [Benchmark(Baseline = true), BenchmarkCategory("last hour")]
    public int LastHourByDriver() => Find(
        new BsonDocument { { "started", new BsonDocument("$gte", HourAgo) }, { "client_uuid", new BsonDocument("$ne", "c0") } }, key: null);

    [Benchmark, BenchmarkCategory("last hour")]
    public int LastHour() => _db.DbQuery(new Dictionary<string, object?>
    {
        ["started"] = new Dictionary<string, object?> { ["$gte"] = HourAgo },
        ["client_uuid"] = new Dictionary<string, object?> { ["$ne"] = "c0" },
    }).Count;

    [Benchmark(Baseline = true), BenchmarkCategory("engines")]
    public int EnginesByDriver() => Find(new BsonDocument("engine_uuid", new BsonDocument("$in", new BsonArray(Engines))), "result_header");

    [Benchmark, BenchmarkCategory("engines")]
    public int OfEngines() => _db.DbQuery(
        new Dictionary<string, object?> { ["engine_uuid"] = new Dictionary<string, object?> { ["$in"] = Engines } }, "result_header").Count;

    /// <summary>The key, or all but the buffers.</summary>
    private int Find(BsonDocument filter, string? key)
    {
        var projection = key is null
            ? new BsonDocument { { "_id", 0 }, { "buffers", 0 }, { "result_buffers", 0 } }
            : new BsonDocument { { "_id", 0 }, { "msg_id", 1 }, { key, 1 } };
        return _raw.Find(filter).Project(projection).ToList().Count;
    }
}
