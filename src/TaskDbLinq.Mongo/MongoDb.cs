using System.Diagnostics;
using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.Linq;
using TaskDbLinq.Mongo;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Mongo.Filters;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Mongo.Linq;
using TaskDbLinq.Mongo.Reading;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>
/// The task database in MongoDB, in the layout that IPython's own MongoDB backend writes, so that its data is read as
/// it is. Filters run in the server, as the filters a person would write. Several programs may use it at once.
/// </summary>
/// <remarks>MongoDB keeps milliseconds: what is finer in a timestamp is cut off when it is stored.</remarks>
public sealed class MongoDb : ITaskDb, IChangeSource
{
    private readonly ChangeFeed _changes = new();
    private const int BatchLength = 10_000;

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
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        StorableTexts.Check(task, inDicts: true, mostLevels: TaskDocument.MostLevels);
        return _changes.TellAfter(new TaskWriter(Open()).AddAsync(task, cancellationToken), TaskChangeKind.Added, task.MsgId);
    }

    /// <summary>Adds many tasks, in as few messages as the server takes.</summary>
    /// <exception cref="DuplicateTaskException">There are tasks of some of these ids: those are as they were, and all others are
    /// added.</exception>
    public async Task AddAsync(IEnumerable<TaskRecord> tasks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var writer = new TaskWriter(Open());
        DuplicateTaskException? duplicate = null;
        foreach (var batch in tasks.Chunk(BatchLength))
        {
            Array.ForEach(batch, task => StorableTexts.Check(task, inDicts: true, mostLevels: TaskDocument.MostLevels));
            duplicate = await writer.AddAsync(batch, cancellationToken).ConfigureAwait(false) ?? duplicate;
            _changes.Tell(TaskBatch.Add(batch));
        }

        if (duplicate is not null)
        {
            throw duplicate;
        }
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        ArgumentNullException.ThrowIfNull(update);
        StorableTexts.Check(update, inDicts: true, mostLevels: TaskDocument.MostLevels);
        return _changes.TellAfter(
            new TaskWriter(Open()).UpdateAsync(ById(msgId), msgId, update, cancellationToken), TaskChangeKind.Updated, msgId);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Each task is changed by one command, which finds it only as it was read: a change of another in between is not lost, and the task is
    /// read again.
    /// </remarks>
    public async Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default)
    {
        var changes = TaskUpdatePlan.Of(update, filter);
        var updater = new MatchingUpdater(Open(), NativeFilter.Of(filter), changes);
        long count = 0;
        await foreach (var id in updater.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            _changes.Tell(TaskChangeKind.Updated, id);
            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    public async Task DropAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        if (!await new TaskWriter(Open()).DropOneAsync(ById(msgId), cancellationToken).ConfigureAwait(false))
        {
            throw new TaskNotFoundException(msgId);
        }

        _changes.Tell(TaskChangeKind.Dropped, msgId);
    }

    /// <inheritdoc/>
    public Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var writer = new TaskWriter(Open());
        return _changes.TellDropped(writer.DropAsync(NativeFilter.Of(filter), cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A replica set or a sharded cluster does it in a transaction. A single server has none: there others may see a part
    /// while it is being written, a failure takes back what was done, and a crash of this process leaves what was done.
    /// </remarks>
    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        StorableTexts.Check(batch, inDicts: true, mostLevels: TaskDocument.MostLevels);
        return _changes.TellAfter(new BatchWriter(Open()).WriteAsync(batch, cancellationToken), batch);
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
