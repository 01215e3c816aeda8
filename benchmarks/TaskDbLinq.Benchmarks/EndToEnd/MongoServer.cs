using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Documents;
using TaskDbLinq.Mongo;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>
/// A database of the run's own on the server of TASKDB_TEST_MONGODB, through the library and through the driver alone.
/// </summary>
internal sealed class MongoServer : IAsyncDisposable
{
    private readonly MongoClient _client = new(Uri);
    private readonly string _name = $"taskdb_benchmarks_{Guid.NewGuid():N}";

    public static DateTime Start { get; } = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    public static string Uri => Environment.GetEnvironmentVariable("TASKDB_TEST_MONGODB")
        ?? throw new InvalidOperationException("Set TASKDB_TEST_MONGODB to a server's connection string (tests/mongo-engine/engine.sh start).");

    public Task<MongoDb> OpenAsync(string collection) =>
        MongoDb.OpenAsync(Uri, new MongoDbOptions { Database = _name, Collection = collection });

    public IMongoCollection<BsonDocument> Raw(string collection) => _client.GetDatabase(_name).GetCollection<BsonDocument>(collection);

    public Task DropAsync(string collection) => _client.GetDatabase(_name).DropCollectionAsync(collection);

    /// <summary>Tasks as a controller logs them: one in fifty is pending, on 16 engines, of 4 clients.</summary>
    public static IEnumerable<TaskRecord> Tasks(int count) => Enumerable.Range(0, count).Select(Task);

    public async ValueTask DisposeAsync()
    {
        await _client.DropDatabaseAsync(_name);
        _client.Dispose();
    }

    private static TaskRecord Task(int number)
    {
        var submitted = Start.AddSeconds(number);
        var id = $"c5887650-13e553a039843a8793b183f5_13351_{number}";
        return new TaskRecord
        {
            MsgId = id,
            Header = Document.Of(("msg_id", id), ("username", "u"), ("session", "c5887650"), ("date", submitted), ("version", "5.3"), ("msg_type", "apply_request")),
            Metadata = Document.Of(("after", DocumentArray.Empty), ("timeout", 0.5), ("retries", 1)),
            Content = Document.Empty,
            Buffers = BufferList.Of(new byte[100], new byte[200]),
            Submitted = submitted,
            ClientUuid = $"c{number % 4}",
            EngineUuid = $"e{number % 16}",
            Started = submitted.AddSeconds(1),
            Completed = number % 50 == 0 ? null : submitted.AddSeconds(2),
            Received = submitted.AddSeconds(2),
            ResultHeader = Document.Of(("msg_type", "apply_reply"), ("date", submitted.AddSeconds(2))),
            ResultMetadata = Document.Of(("status", "ok"), ("engine", $"e{number % 16}")),
            ResultContent = Document.Of(("status", "ok")),
            ResultBuffers = BufferList.Of(new byte[64]),
            Queue = number % 3 == 0 ? "mux" : "task",
            Stdout = string.Empty,
            Stderr = string.Empty,
        };
    }
}
