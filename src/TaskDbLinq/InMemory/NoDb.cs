using System.Runtime.CompilerServices;
using TaskDbLinq.Filters;
using TaskDbLinq.InMemory.Linq;
using TaskDbLinq.Linq;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>
/// A backend that keeps no records: adds, updates and drops do nothing, and every query throws a <see cref="NoDataException"/>.
/// A LINQ query over <see cref="Tasks"/> throws when it is enumerated, not when it is composed.
/// </summary>
public sealed class NoDb : ITaskDb
{
    private const string Message =
        "The NoDb backend stores no tasks, so there is nothing to ask for. Open a database that does: "
        + "new DictDb() keeps tasks in memory, SqliteDb and MongoDb keep them for good; "
        + "on the command line that is --sqlitedb or --mongodb.";

    /// <summary>Initializes a database that keeps nothing.</summary>
    public NoDb() => Tasks = new StoreQueryable<TaskRecord>(new TaskQueryProvider(static () => throw NoData()));

    /// <summary>Gets a query that can be composed, and that throws when it is enumerated.</summary>
    public IQueryable<TaskRecord> Tasks { get; }

    /// <summary>Always throws.</summary>
    /// <exception cref="NoDataException">This backend stores nothing.</exception>
    public IEnumerable<TaskRow> Query(TaskQuery query) => throw NoData();

    /// <inheritdoc cref="Query"/>
    public async IAsyncEnumerable<TaskRow> QueryAsync(
        TaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.FromException(NoData()).ConfigureAwait(false);
        yield break;
    }

    /// <inheritdoc cref="Query"/>
    public Task<long> CountAsync(Filter filter, CancellationToken cancellationToken = default) => Task.FromException<long>(NoData());

    /// <inheritdoc cref="Query"/>
    public Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default) =>
        Task.FromException<TaskRecord>(NoData());

    /// <inheritdoc cref="Query"/>
    public Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default) =>
        Task.FromException<TaskRecord?>(NoData());

    /// <inheritdoc cref="Query"/>
    public Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default) =>
        Task.FromException<IReadOnlyList<string>>(NoData());

    /// <summary>Does nothing.</summary>
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Does nothing.</summary>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Does nothing: there is nothing to match.</summary>
    /// <returns>Zero.</returns>
    public Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default) =>
        Task.FromResult(0L);

    /// <summary>Does nothing.</summary>
    public Task DropAsync(string msgId, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Does nothing: there is nothing to match.</summary>
    /// <returns>Zero.</returns>
    public Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default) => Task.FromResult(0L);

    /// <summary>Does nothing.</summary>
    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Does nothing.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NoDataException NoData() => new(Message);
}
