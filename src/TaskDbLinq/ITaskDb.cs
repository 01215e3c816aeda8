using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>
/// A task database. Every backend gives the same answers to the same questions; <see cref="TaskDbExtensions"/> has the
/// calls that take dictionaries and JSON.
/// </summary>
/// <remarks>All members may be called from several threads at once, and a disposed database refuses every call.</remarks>
public interface ITaskDb : IAsyncDisposable
{
    /// <summary>The tasks for LINQ. Predicates run in the store; what the store can't run is one clear exception.</summary>
    IQueryable<TaskRecord> Tasks { get; }

    /// <summary>Answers a query, row by row.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    IEnumerable<TaskRow> Query(TaskQuery query);

    /// <inheritdoc cref="Query"/>
    IAsyncEnumerable<TaskRow> QueryAsync(TaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// What becomes of a query on its way into this backend: the filter normalized, the predicate, and the backend's own stages. No task is
    /// read.
    /// </summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    QueryExplanation Explain(TaskQuery query) => QueryExplanation.Of(query);

    /// <summary>Returns changes as they are made, until the caller cancels or the loop over them ends.</summary>
    /// <remarks>
    /// Changes are told as they are made through this very object: those of other processes, and what limits drop, are not. What is refused
    /// is not told, such as a task of a taken id that is added together with others. An implementation that does not tell of its changes
    /// is asked twice a second for tasks of newer timestamps; then changes of other processes are seen too, but drops and changes that set
    /// no timestamp are not.
    /// </remarks>
    /// <param name="filter">Which tasks, as they are after the change; drops are told whatever it selects. Null for all.</param>
    /// <param name="cancellationToken">Ends the watch with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    IAsyncEnumerable<TaskChange> WatchAsync(Filter? filter = null, CancellationToken cancellationToken = default) =>
        ChangeWatch.RunAsync(this, filter, cancellationToken);

    /// <summary>Counts the tasks that a filter selects.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    Task<long> CountAsync(Filter filter, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the groups of the tasks that a filter selects: <c>{ group: ["label", "header.session"], count: true, max: { last:
    /// "completed" } }</c>.
    /// A key is a field of a task, or a path in a dict field.
    /// </summary>
    /// <remarks>
    /// SQLite, PostgreSQL and MongoDB make the groups themselves. An implementation that does not is asked for the fields that the question
    /// names, row by row: no row is kept, only the groups are.
    /// </remarks>
    /// <returns>A document for each group: the keys, by their paths, and then the values, by their names.</returns>
    /// <exception cref="QueryException">The question does not fit a task; the exception lists every problem with its path.</exception>
    Task<IReadOnlyList<Document>> GroupAsync(GroupQuery query, CancellationToken cancellationToken = default) =>
        TaskGrouping.RunAsync(this, query, cancellationToken);

    /// <summary>The task of an id, whole.</summary>
    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default);

    /// <summary>Returns the task of an id, whole; null if there is no such task.</summary>
    Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The ids of all tasks in the order of their submission; those never submitted come first, and those of one timestamp are in the order
    /// of their ids.
    /// </summary>
    Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a task.</summary>
    /// <exception cref="DuplicateTaskException">There is a task of this id; nothing is changed.</exception>
    Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default);

    /// <summary>Sets some fields of a task.</summary>
    /// <exception cref="TaskNotFoundException">There is no such task; nothing is changed.</exception>
    Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the tasks that a filter selects: <c>{ $set: { label: "x" }, $inc: { "metadata.retries": 1 } }</c>. Each task is changed as a
    /// whole or not at all, and no change of another in between is lost.
    /// </summary>
    /// <remarks>
    /// DictDb, SqliteDb and PostgresDb change all tasks in one step, or on any failure none. MongoDb changes them one after the other:
    /// a failure leaves the tasks before it changed. An implementation that has no such operation of its own can set whole fields only.
    /// </remarks>
    /// <returns>How many tasks there were.</returns>
    /// <exception cref="QueryException">The filter or the update does not fit a task, or a value of a task can't be changed so.</exception>
    Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default) =>
        TaskUpdating.RunAsync(this, filter, update, cancellationToken);

    /// <summary>Drops a task.</summary>
    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    Task DropAsync(string msgId, CancellationToken cancellationToken = default);

    /// <summary>Drops the tasks that a filter selects.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="QueryException">The filter does not fit a task; nothing is dropped.</exception>
    Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default);

    /// <summary>Changes several tasks at once: all of it, or on any failure nothing.</summary>
    /// <exception cref="DuplicateTaskException">The id of an added task is taken.</exception>
    /// <exception cref="TaskNotFoundException">A task to update or to drop is not there.</exception>
    /// <remarks>
    /// Others see all of it or nothing, on every backend but a MongoDB server without replication: it has no transactions. There a failure
    /// takes back what was done, others may see a part meanwhile, and a crash of the program leaves a part.
    /// </remarks>
    Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default);

    /// <summary>Makes the changes of a batch one by one, in their order; one that fails does not keep the others from being made.</summary>
    /// <returns>The changes that failed, in their order; none if all were made.</returns>
    Task<IReadOnlyList<WriteFailure>> WriteEachAsync(TaskBatch batch, CancellationToken cancellationToken = default) =>
        WriteFailure.RunAsync(this, batch, cancellationToken);

    /// <summary>Returns what only some backends can do, such as <see cref="IPrunableTaskDb"/>; null if this one can't.</summary>
    /// <typeparam name="T">An interface of this library, or a backend's own class.</typeparam>
    /// <remarks>A cast would not see through what wraps a database, such as telemetry.</remarks>
    T? GetCapability<T>()
        where T : class => this as T;
}
