using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Mongo;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A database of the run's own on the server of TASKDB_TEST_MONGODB, through the library and through the driver alone.</summary>
internal sealed class MongoServer : IAsyncDisposable
{
    private readonly Lazy<MongoClient> _client = new(() => new MongoClient(Uri));
    private readonly Lazy<MongoClient> _rival = new(() => new MongoClient(Named("rival")));
    private readonly string _name = $"taskdb_benchmarks_{Guid.NewGuid():N}";

    private static string Uri => Environment.GetEnvironmentVariable("TASKDB_TEST_MONGODB")
        ?? throw new InvalidOperationException(
            "Set TASKDB_TEST_MONGODB to a server's connection string (tests/mongo-engine/engine.sh start).");

    public Task<MongoDb> OpenAsync(string collection) =>
        MongoDb.OpenAsync(Uri, new MongoDbOptions { Database = _name, Collection = collection });

    public IMongoCollection<BsonDocument> Raw(string collection) =>
        _client.Value.GetDatabase(_name).GetCollection<BsonDocument>(collection);

    /// <summary>
    /// The same for who is measured, over connections of its own: those of <see cref="Raw"/> just did what makes the place ready, and the
    /// server has at hand for them what it would look up for others.
    /// </summary>
    public IMongoCollection<BsonDocument> Rival(string collection) =>
        _rival.Value.GetDatabase(_name).GetCollection<BsonDocument>(collection);

    /// <summary>The version that the server tells, and the engine below it where it names one.</summary>
    public async Task<string> DescribeAsync()
    {
        var info = await _client.Value.GetDatabase("admin").RunCommandAsync<BsonDocument>(new BsonDocument("buildInfo", 1));
        return string.Join(
            ", ", info.Elements.Where(element => element.Value.IsString).Select(element => $"{element.Name} {element.Value}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _client.Value.DropDatabaseAsync(_name);
        _client.Value.Dispose();
        if (_rival.IsValueCreated)
        {
            _rival.Value.Dispose();
        }
    }

    /// <summary>Clients of the same settings share their connections; one of another name has its own.</summary>
    private static MongoClientSettings Named(string name)
    {
        var settings = MongoClientSettings.FromConnectionString(Uri);
        settings.ApplicationName = name;
        return settings;
    }
}
