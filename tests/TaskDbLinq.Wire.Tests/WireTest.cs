using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>A server over a database in memory, and MongoDB's own driver on it.</summary>
public abstract class WireTest : IAsyncLifetime
{
    private MongoClient _client = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected DictDb Db { get; } = new();

    protected TaskDbWireServer Server { get; private set; } = null!;

    protected virtual TaskDbWireOptions Options => new();

    protected IMongoDatabase Database => _client.GetDatabase("ipython-tasks");

    protected IMongoCollection<BsonDocument> Tasks => Database.GetCollection<BsonDocument>("task_records");

    public virtual ValueTask InitializeAsync()
    {
        Server = TaskDbWireServer.Start(Db, Options);
        _client = new MongoClient($"mongodb://{Server.Address}/?directConnection=true");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        Server.Dispose();
        await Db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a command, and returns its reply, of an error too.</summary>
    protected BsonDocument Run(string command)
    {
        try
        {
            return Database.RunCommand<BsonDocument>(command, cancellationToken: Cancel);
        }
        catch (MongoCommandException refusal)
        {
            return refusal.Result;
        }
    }

    /// <summary>The documents of a reply's first page.</summary>
    protected string[] Page(string command) => [.. Run(command)["cursor"]["firstBatch"].AsBsonArray.Select(document => document.ToJson())];

    protected Task AddAsync(params string[] ids) => Db.WriteAsync(TaskBatch.Add(ids.Select(id => new TaskRecord { MsgId = id })), Cancel);
}
