using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.MongoGateway.Tests.Driver;

/// <summary>
/// A database of its own on the server that TASKDB_TEST_MONGODB names; dropped afterwards. Without the variable
/// every test that asks for it is reported as skipped.
/// </summary>
public sealed class EngineFixture : IDisposable
{
    public const string Variable = "TASKDB_TEST_MONGODB";

    private readonly MongoClient? _client;
    private readonly string _name = $"gateway_tests_{Guid.NewGuid():N}";

    public EngineFixture()
    {
        var uri = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(uri))
        {
            _client = new MongoClient(uri);
        }
    }

    public IMongoDatabase Database
    {
        get
        {
            Assert.SkipUnless(
                _client is not null,
                $"needs a MongoDB-compatible server: set {Variable} to its connection string "
                + "(tests/mongo-engine/engine.sh start)");
            return _client!.GetDatabase(_name);
        }
    }

    /// <summary>A new collection holding <paramref name="documents"/>, each given as JSON.</summary>
    public IMongoCollection<BsonDocument> Collection(params string[] documents)
    {
        var collection = Database.GetCollection<BsonDocument>($"c{Guid.NewGuid():N}");
        if (documents.Length > 0)
        {
            collection.InsertMany(documents.Select(BsonDocument.Parse));
        }

        return collection;
    }

    public void Dispose()
    {
        _client?.DropDatabase(_name);
        _client?.Dispose();
    }
}
