using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Specification;

namespace TaskDbLinq.Mongo.Tests;

/// <summary>
/// A database of this run's own on the server that TASKDB_TEST_MONGODB names, dropped afterwards; each test gets a
/// collection of its own in it. Without the variable every test that asks for it is reported as skipped.
/// </summary>
public sealed class MongoFixture : ITaskDbFixture, IAsyncDisposable
{
    public const string Variable = "TASKDB_TEST_MONGODB";

    private readonly MongoClient? _client;
    private readonly Dictionary<ITaskDb, string> _collections = [];
    private int _count;

    public MongoFixture()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri)
        {
            _client = new MongoClient(uri);
        }
    }

    public TimeSpan TimestampResolution => TimeSpan.FromMilliseconds(1);

    /// <summary>The database's name.</summary>
    public string Name { get; } = $"taskdb_tests_{Guid.NewGuid():N}";

    /// <summary>The server's connection string; skips the test when there is none.</summary>
    public static string Uri
    {
        get
        {
            var uri = Environment.GetEnvironmentVariable(Variable);
            Assert.SkipUnless(
                !string.IsNullOrEmpty(uri),
                $"needs a MongoDB-compatible server: set {Variable} to its connection string (tests/mongo-engine/engine.sh start)");
            return uri!;
        }
    }

    /// <summary>The same database through the driver alone.</summary>
    public IMongoDatabase Raw => Uri.Length > 0 ? _client!.GetDatabase(Name) : null!;

    public string CollectionName() => $"tasks_{Interlocked.Increment(ref _count)}";

    public async Task<MongoDb> OpenAsync(string collection, MongoDbOptions? options = null) =>
        await MongoDb.OpenAsync(
            Uri,
            (options ?? MongoDbOptions.Default) with { Database = Name, Collection = collection },
            TestContext.Current.CancellationToken);

    public async Task<ITaskDb> CreateAsync(params TaskRecord[] tasks)
    {
        var collection = CollectionName();
        var database = await OpenAsync(collection);
        await database.AddAsync((IEnumerable<TaskRecord>)tasks);
        lock (_collections)
        {
            _collections.Add(database, collection);
        }

        return database;
    }

    public IMongoCollection<BsonDocument> Documents(ITaskDb database) => Raw.GetCollection<BsonDocument>(_collections[database]);

    public async Task DeleteAsync(ITaskDb database)
    {
        await database.DisposeAsync();
        string collection;
        lock (_collections)
        {
            _collections.Remove(database, out collection!);
        }

        await Raw.DropCollectionAsync(collection);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DropDatabaseAsync(Name);
            _client.Dispose();
        }
    }
}
