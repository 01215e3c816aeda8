using System.Diagnostics;
using MongoDB.Bson;
using TaskDbLinq.Linq;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Mongo.Filters;
using TaskDbLinq.Mongo.Linq;
using TaskDbLinq.Mongo.Reading;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>
/// The task database in MongoDB, in the layout that IPython's own MongoDB backend writes, so that its data is read as
/// it is. Filters run in the server, as the filters a person would write. Several programs may use it at once.
/// </summary>
/// <remarks>MongoDB keeps milliseconds: what is finer in a timestamp is cut off when it is stored.</remarks>
public sealed partial class MongoDb : ITaskDb, IChangeSource
{
    private readonly ChangeFeed _changes = new();
    private readonly MongoConnection _connection;
    private readonly TaskQueryProvider _tasks;
    private volatile bool _disposed;

    private MongoDb(MongoConnection connection)
    {
        _connection = connection;
        _tasks = new TaskQueryProvider(connection, Open);
    }

    /// <inheritdoc/>
    public IQueryable<TaskRecord> Tasks
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return new StoreQueryable<TaskRecord>(_tasks);
        }
    }

    /// <summary>Opens a task database: <c>MongoDb.OpenAsync("mongodb://host/ipython-tasks")</c>.</summary>
    /// <param name="connectionString">MongoDB's own: servers, user, database, replica set, read and write concern.</param>
    /// <param name="options">Null for <see cref="MongoDbOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="TaskDbException">The connection string is malformed, or no server answers in time.</exception>
    public static async Task<MongoDb> OpenAsync(
        string connectionString, MongoDbOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        options ??= MongoDbOptions.Default;
        var connection = MongoConnection.Create(connectionString, options);
        try
        {
            var start = Stopwatch.GetTimestamp();
            await connection.AskAsync(async () =>
            {
                await (options.CreateIndexes ? connection.CreateIndexesAsync(cancellationToken) : connection.PingAsync(cancellationToken))
                    .ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            if (options.CreateIndexes)
            {
                OpeningLog.Indexed(options.Logger, options.Collection, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            return new MongoDb(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<TaskRow> Query(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var reader = new RowQuery(Open(), query);
        return reader.Read();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TaskRow> QueryAsync(TaskQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var reader = new RowQuery(Open(), query);
        return reader.ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public QueryExplanation Explain(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Open();
        return QueryExplanation.Of(query, QueryStages.Of(query));
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var connection = Open();
        var native = NativeFilter.Of(filter);
        return connection.AskAsync(() => connection.Tasks.CountDocumentsAsync(native, options: null, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Document>> GroupAsync(GroupQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await new GroupPipeline(query).RunAsync(Open(), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default) =>
        await TryGetAsync(msgId, cancellationToken).ConfigureAwait(false) ?? throw new TaskNotFoundException(msgId);

    /// <inheritdoc/>
    public async Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        await foreach (var values in new RowQuery(Open(), ById(msgId), TaskKeys.All).ValuesAsync(cancellationToken).ConfigureAwait(false))
        {
            return FieldProjection.ToTask(values);
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default)
    {
        var ids = new List<string>();
        var query = new TaskQuery { Keys = TaskKeys.Of(TaskKey.MsgId), Sort = TaskSort.Parse(TaskKey.Submitted, TaskKey.MsgId) };
        await foreach (var values in new RowQuery(Open(), query).ValuesAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add((string)values[0]!);
        }

        return ids;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _connection.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    ChangeFeed? IChangeSource.Changes => _changes;

    private static BsonDocument ById(string msgId) => new(TaskKey.MsgId, msgId);

    private MongoConnection Open()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _connection;
    }
}
