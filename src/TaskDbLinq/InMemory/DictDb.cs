using System.Runtime.CompilerServices;
using TaskDbLinq.Filters;
using TaskDbLinq.InMemory.Linq;
using TaskDbLinq.InMemory.Planning;
using TaskDbLinq.InMemory.Storage;
using TaskDbLinq.Linq;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>
/// Tasks in memory, for as long as the process lives. It holds no more than its <see cref="DictDbOptions"/> allow: the
/// oldest completed tasks are culled first, pending ones only when nothing completed is left.
/// </summary>
/// <remarks>
/// Reads never wait: each sees the state of one timestamp, whatever is written meanwhile. Records are immutable, so that
/// nothing is copied on the way in or out. An id that was culled may be added again.
/// </remarks>
public sealed partial class DictDb : ITaskDb, IChangeSource
{
    private readonly ChangeFeed _changes = new();
    private readonly TaskStore _store;
    private readonly TaskPlanner _planner = TaskPlanner.Shared;
    private readonly TaskQueryProvider _provider;
    private volatile bool _disposed;

    /// <summary>An empty database.</summary>
    public DictDb(DictDbOptions? options = null)
    {
        options ??= DictDbOptions.Default;
        _store = new TaskStore(options, new CullReporter(options.Logger).Report);
        _provider = new TaskQueryProvider(Read);
        Tasks = new StoreQueryable<TaskRecord>(_provider);
    }

    /// <summary>The tasks for LINQ. Predicates run over an index where one serves; the rest is LINQ to Objects.</summary>
    /// <remarks>
    /// As in SQL, a test on a null (<c>t.Stdout.Contains("x")</c>) does not hold, rather than raise; strings compare by
    /// code point, and <see cref="DateTime"/> values of other kinds are brought to UTC.
    /// </remarks>
    public IQueryable<TaskRecord> Tasks { get; }

    ChangeFeed? IChangeSource.Changes => _changes;

    /// <summary>The provider, for tests of what it compiles and plans.</summary>
    internal TaskQueryProvider Provider => _provider;

    /// <summary>The bytes of all buffers held.</summary>
    internal long BufferBytes => Read().Bytes;

    /// <inheritdoc/>
    public IEnumerable<TaskRow> Query(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Rows(_planner.Run(query, Read()), query.Keys);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TaskRow> QueryAsync(
        TaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var row in Query(query))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public QueryExplanation Explain(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return QueryExplanation.Of(query, new QueryStage("memory: plan", _planner.Explain(query.Filter, Read()).ToText()));
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(Filter filter, CancellationToken cancellationToken = default) =>
        Run(() => _planner.Find(filter, Read()).LongCount(), cancellationToken);

    /// <inheritdoc/>
    public Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        return Run(() => Read().Find(msgId) ?? throw NotFound(msgId), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        return Run(() => Read().Find(msgId), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default) =>
        Run<IReadOnlyList<string>>(
            () =>
                [.. Read().All().OrderBy(task => task.Submitted).ThenBy(task => task.MsgId, CodePointOrder.Comparer)
                    .Select(task => task.MsgId)],
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>How a query would be run now.</summary>
    internal PlanDescription Explain(Filter filter) => _planner.Explain(filter, Read());

    /// <inheritdoc cref="Explain(Filter)"/>
    internal PlanDescription Explain(IQueryable<TaskRecord> query) => _provider.Explain<TaskRecord>(query.Expression);

    private static IEnumerable<TaskRow> Rows(IEnumerable<TaskRecord> tasks, TaskKeys keys)
    {
        if (tasks is not Matches matches)
        {
            foreach (var task in tasks)
            {
                yield return TaskRow.Of(task, keys);
            }

            yield break;
        }

        // The same without an interface in between, which is a good part of a row's cost.
        for (var cursor = matches.Open(); cursor.MoveNext();)
        {
            yield return TaskRow.Of(cursor.Current, keys);
        }
    }

    /// <summary>A call that ends at once, with its exceptions in the task as callers expect them.</summary>
    private static Task<T> Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return Task.FromResult(call());
        }
        catch (Exception error)
        {
            return Task.FromException<T>(error);
        }
    }

    private Snapshot Read()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _store.Current;
    }

    private TaskNotFoundException NotFound(string msgId) => _store.WasCulled(msgId)
        ? new TaskNotFoundException(msgId, $"The task '{msgId}' was culled to keep the database within its limits.")
        : new TaskNotFoundException(msgId);
}
