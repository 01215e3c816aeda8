using System.Runtime.CompilerServices;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Linq;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq;

/// <summary>What asks the database.</summary>
public sealed partial class SqliteDb
{
    /// <inheritdoc/>
    public IEnumerable<TaskRow> Query(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        NotDisposed();
        return _reader.Run(query);
    }

    bool IStoredRowSource.ShowsStored => !_layout.ReadsAhead;

    IEnumerable<IStoredRow> IStoredRowSource.QueryStored(TaskQuery query)
    {
        NotDisposed();
        return _reader.Stored(query);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TaskRow> QueryAsync(
        TaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous reading: it answers from memory or waits for the disk, there is no server to wait for.
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var row in Query(query))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }
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
        return AnswerAsync(() => _reader.Count(filter), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Document>> GroupAsync(GroupQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AnswerAsync(() => _reader.Group(query), cancellationToken);
    }

    /// <inheritdoc/>
    Task<TaskStats> IStatsSource.StatsAsync(Filter filter, CancellationToken cancellationToken) =>
        AnswerAsync(() => _reader.Stats(filter, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default) =>
        await TryGetAsync(msgId, cancellationToken).ConfigureAwait(false) ?? throw new TaskNotFoundException(msgId);

    /// <inheritdoc/>
    public Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        return AnswerAsync(() => _byId.Find(msgId), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default) =>
        await AnswerAsync(
            () => Tasks.OrderBy(task => task.Submitted).ThenBy(task => task.MsgId).Select(task => task.MsgId).ToList(),
            cancellationToken).ConfigureAwait(false);

    /// <summary>The rows of a query as they are read, for callers that don't pause: the file may stay locked while they come.</summary>
    internal IEnumerable<TaskRow> Stream(TaskQuery query)
    {
        NotDisposed();
        return _reader.Stream(query);
    }

    /// <inheritdoc cref="SqliteReader.ReadWithTexts"/>
    internal (List<TaskRecord> Tasks, OwnTexts Texts) ReadWithTexts(
        TaskQuery query, Func<IEnumerable<TaskRow>, List<TaskRecord>> take)
    {
        NotDisposed();
        return _reader.ReadWithTexts(query, take);
    }

    /// <summary>The SQL that answers a query.</summary>
    internal string ToSql(TaskQuery query) => _reader.Planner.Plan(query).Sql;

    /// <summary>The SQL that EF Core writes for a query, even where another runs.</summary>
    internal string ToSqlByEntityFramework(TaskQuery query) => _reader.Planner.SqlByEntityFramework(query);

    /// <summary>Returns whether a LINQ query is run by a statement of its shape, without EF Core.</summary>
    internal bool IsPlanned<T>(IQueryable<T> query) => ((TaskQueryProvider)_linq.Value).IsPlanned<T>(query.Expression);

    /// <summary>Runs a question. SQLite has no asynchronous reading: what fails is told by the task all the same.</summary>
    private async Task<T> AnswerAsync<T>(Func<T> ask, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        NotDisposed();
        return ask();
    }
}
