using TaskDbLinq.Filters;
using TaskDbLinq.Linq;
using TaskDbLinq.PostgreSql.Tasks.Linq;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.PostgreSql.Tasks.Opening;
using TaskDbLinq.PostgreSql.Tasks.Reading;
using TaskDbLinq.PostgreSql.Tasks.Retention;
using TaskDbLinq.PostgreSql.Tasks.Writing;
using TaskDbLinq.Records;
using TaskDbLinq.Writing;

namespace TaskDbLinq;

/// <summary>
/// The task database in PostgreSQL. Filters and LINQ run in the server, with the answers that memory gives, or are refused by name. Several
/// programs, on several machines, may use it at once.
/// </summary>
/// <remarks>
/// PostgreSQL keeps microseconds: what is finer in a timestamp is cut off when it is stored. No string of it has U+0000: a task with one is
/// refused.
/// </remarks>
public sealed partial class PostgresDb : ITaskDb, IPrunableTaskDb, IChangeSource
{
    private readonly ChangeFeed _changes = new();
    private readonly TaskServer _server;
    private readonly TaskReader _reader;
    private readonly PostgresWriter _writer;
    private readonly BatchSteps _steps;
    private readonly TaskQueryProvider _linq;
    private readonly BackgroundPruning? _pruning;
    private volatile bool _disposed;

    private PostgresDb(TaskServer server, PostgresDbOptions options)
    {
        _server = server;
        _reader = new TaskReader(server);
        _writer = new PostgresWriter(server, options.PendingBytes);
        _steps = new BatchSteps(server);
        _linq = new TaskQueryProvider(NotDisposed);
        _pruning = options.Retention is not { } policy
            ? null
            : new BackgroundPruning(stop => PruneAsync(policy, dryRun: false, stop), options.PruneInterval, options.Logger);
    }

    /// <summary>The table of the tasks.</summary>
    public static string Table => TaskContext.Table;

    /// <inheritdoc/>
    public IQueryable<TaskRecord> Tasks => new StoreQueryable<TaskRecord>(_linq);

    internal TaskServer Server => _server;

    internal TaskReader Reader => _reader;

    ChangeFeed? IChangeSource.Changes => _changes;

    /// <summary>
    /// Opens a task database: <c>PostgresDb.OpenAsync("Host=db.example;Database=tasks;Username=hub")</c>, or
    /// <c>postgresql://hub@db.example/tasks</c>. What is missing is created, unless the options say otherwise; of several who
    /// open it at the same time, one creates it.
    /// </summary>
    /// <param name="connectionString">Npgsql's own: server, database, user, pool; or a URI.</param>
    /// <param name="options">Null for <see cref="PostgresDbOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ArgumentException">A path of <see cref="PostgresDbOptions.IndexedPaths"/> can have no index.</exception>
    /// <exception cref="TaskDbException">The connection string is malformed, the server does not answer or refuses the user, or a newer
    /// version wrote the database; nothing is changed.</exception>
    public static async Task<PostgresDb> OpenAsync(
        string connectionString, PostgresDbOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        options ??= PostgresDbOptions.Default;
        PathIndexes.Check(options.IndexedPaths);
        return new PostgresDb(await TaskServer.OpenAsync(connectionString, options, cancellationToken).ConfigureAwait(false), options);
    }

    /// <inheritdoc/>
    public IEnumerable<TaskRow> Query(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotDisposed();
        return _reader.Run(query);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TaskRow> QueryAsync(TaskQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotDisposed();
        return _reader.RunAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public QueryExplanation Explain(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotDisposed();
        return QueryExplanation.Of(query, _reader.Explain(query));
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        NotDisposed();
        return _reader.CountAsync(filter, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Document>> GroupAsync(GroupQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotDisposed();
        return _reader.GroupAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default) =>
        await TryGetAsync(msgId, cancellationToken).ConfigureAwait(false) ?? throw new TaskNotFoundException(msgId);

    /// <inheritdoc/>
    public Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        NotDisposed();
        return Tasks.Where(task => task.MsgId == msgId).Async().FirstOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default)
    {
        NotDisposed();
        return await Tasks.OrderBy(task => task.Submitted).ThenBy(task => task.MsgId).Select(task => task.MsgId).Async()
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>The space of dropped tasks is for later ones to use: PostgreSQL's own vacuum frees it.</remarks>
    public async Task<PruneReport> PruneAsync(RetentionPolicy policy, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var pruning = new Pruning(NotDisposed(), policy, DateTime.UtcNow);
        return await _server.GuardAsync(() => new ValueTask<PruneReport>(pruning.RunAsync(dryRun, cancellationToken)))
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        if (_pruning is not null)
        {
            await _pruning.DisposeAsync().ConfigureAwait(false);
        }

        _disposed = true;
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private TaskServer NotDisposed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _server;
    }
}
