using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using TaskDbLinq.Mongo.Layout;

namespace TaskDbLinq.Mongo.Connections;

/// <summary>The driver's client, one of its own for each task database, with the collection and the translation of its errors.</summary>
internal sealed class MongoConnection : IDisposable
{
    /// <summary>The database that IPython's own backend uses.</summary>
    private const string IPythonDatabase = "ipython-tasks";

    private readonly MongoClient _client;

    private MongoConnection(MongoClient client, IMongoDatabase database, string collection, MongoFault fault)
    {
        _client = client;
        Database = database;
        Tasks = database.GetCollection<TaskDocument>(collection);
        Files = new BufferFiles(database, collection);
        Fault = fault;
    }

    public IMongoDatabase Database { get; }

    public IMongoCollection<TaskDocument> Tasks { get; }

    public BufferFiles Files { get; }

    public MongoFault Fault { get; }

    /// <summary>Whether the deployment has transactions: replica sets and sharded clusters do, a single server does not.</summary>
    public bool HasTransactions =>
        _client.Cluster.Description.Type is ClusterType.ReplicaSet or ClusterType.Sharded or ClusterType.LoadBalanced;

    public Task<IClientSessionHandle> StartSessionAsync(CancellationToken cancellationToken) =>
        _client.StartSessionAsync(options: null, cancellationToken);

    /// <exception cref="TaskDbException">The connection string is malformed, or asks for writes that nobody acknowledges.</exception>
    public static MongoConnection Create(string connectionString, MongoDbOptions options)
    {
        var (url, settings) = Read(connectionString);
        if (settings.WriteConcern is { IsAcknowledged: false })
        {
            throw new TaskDbException("A task database needs acknowledged writes: take w=0 out of the connection string.");
        }

        // What the connection string says of its own holds.
        settings.ServerSelectionTimeout = Said(settings.ServerSelectionTimeout, MongoDefaults.ServerSelectionTimeout, options.Timeout);
        settings.ConnectTimeout = Said(settings.ConnectTimeout, MongoDefaults.ConnectTimeout, options.Timeout);
        settings.SocketTimeout = Said(settings.SocketTimeout, MongoDefaults.SocketTimeout, options.Timeout);
        settings.ClusterConfigurator = options.Watch;
        var client = new MongoClient(settings);
        var database = client.GetDatabase(options.Database ?? url.DatabaseName ?? IPythonDatabase);
        return new MongoConnection(
            client, database, options.Collection, new MongoFault(string.Join(", ", settings.Servers), settings.ServerSelectionTimeout));
    }

    private static TimeSpan Said(TimeSpan byString, TimeSpan byDefault, TimeSpan byOptions) => byString == byDefault ? byOptions : byString;

    public async Task CreateIndexesAsync(CancellationToken cancellationToken) =>
        await Tasks.Indexes.CreateManyAsync(TaskIndexes.All, cancellationToken).ConfigureAwait(false);

    public async Task PingAsync(CancellationToken cancellationToken) =>
        await Database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), readPreference: null, cancellationToken)
            .ConfigureAwait(false);

    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception error) when (Fault.Explain(error) is { } explained)
        {
            throw explained;
        }
    }

    public T Ask<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (Fault.Explain(error) is { } explained)
        {
            throw explained;
        }
    }

    public void Dispose() => _client.Dispose();

    private static (MongoUrl Url, MongoClientSettings Settings) Read(string connectionString)
    {
        try
        {
            var url = new MongoUrl(connectionString);
            return (url, MongoClientSettings.FromUrl(url));
        }
        catch (MongoConfigurationException error)
        {
            throw new TaskDbException($"This is no connection string of MongoDB: {error.Message.TrimEnd('.')}.", error);
        }
    }
}
