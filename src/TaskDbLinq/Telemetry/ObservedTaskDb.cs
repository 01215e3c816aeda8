using System.Runtime.CompilerServices;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Telemetry;

/// <summary>A database whose calls are reported. It adds nothing to what the calls do.</summary>
internal sealed class ObservedTaskDb(ITaskDb inner, CallObserver observer) : ITaskDb, IChangeSource, IStoredRowSource
{
    public ChangeFeed? Changes => (inner as IChangeSource)?.Changes;

    public bool ShowsStored => inner is IStoredRowSource { ShowsStored: true };

    public IQueryable<TaskRecord> Tasks => inner.Tasks;

    public IEnumerable<TaskRow> Query(TaskQuery query) => Rows(() => inner.Query(query));

    public IEnumerable<IStoredRow> QueryStored(TaskQuery query) => Rows(() => ((IStoredRowSource)inner).QueryStored(query));

    public async IAsyncEnumerable<TaskRow> QueryAsync(
        TaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = observer.Begin("query");
        call.Rows = 0;
        var rows = Attempt(call, () => inner.QueryAsync(query, cancellationToken).GetAsyncEnumerator(cancellationToken));
        await using (rows.ConfigureAwait(false))
        {
            while (await AttemptAsync(call, rows.MoveNextAsync).ConfigureAwait(false))
            {
                call.Rows++;
                call.LeaveToCaller();
                yield return rows.Current;
            }
        }
    }

    public IAsyncEnumerable<TaskChange> WatchAsync(Filter? filter = null, CancellationToken cancellationToken = default) =>
        inner.WatchAsync(filter, cancellationToken);

    public QueryExplanation Explain(TaskQuery query) => inner.Explain(query);

    public Task<long> CountAsync(Filter filter, CancellationToken cancellationToken = default) =>
        observer.RunAsync("count", () => inner.CountAsync(filter, cancellationToken));

    public Task<IReadOnlyList<Document>> GroupAsync(GroupQuery query, CancellationToken cancellationToken = default) =>
        observer.RunAsync("group", () => inner.GroupAsync(query, cancellationToken));

    public Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default) =>
        observer.RunAsync("get", () => inner.GetAsync(msgId, cancellationToken));

    public Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default) =>
        observer.RunAsync("get", () => inner.TryGetAsync(msgId, cancellationToken));

    public T? GetCapability<T>()
        where T : class => inner.GetCapability<T>();

    public Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default) =>
        observer.RunAsync("history", () => inner.GetHistoryAsync(cancellationToken));

    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default) =>
        observer.RunAsync("add", () => inner.AddAsync(task, cancellationToken));

    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default) =>
        observer.RunAsync("update", () => inner.UpdateAsync(msgId, update, cancellationToken));

    public Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default) =>
        observer.RunAsync("update_matching", () => inner.UpdateMatchingAsync(filter, update, cancellationToken));

    public Task DropAsync(string msgId, CancellationToken cancellationToken = default) =>
        observer.RunAsync("drop", () => inner.DropAsync(msgId, cancellationToken));

    public Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default) =>
        observer.RunAsync("drop_matching", () => inner.DropMatchingAsync(filter, cancellationToken));

    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default) =>
        observer.RunAsync("write", () => inner.WriteAsync(batch, cancellationToken));

    public Task<IReadOnlyList<WriteFailure>> WriteEachAsync(TaskBatch batch, CancellationToken cancellationToken = default) =>
        observer.RunAsync("write_each", () => inner.WriteEachAsync(batch, cancellationToken));

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private IEnumerable<T> Rows<T>(Func<IEnumerable<T>> query)
    {
        using var call = observer.Begin("query");
        call.Rows = 0;
        using var rows = Attempt(call, () => query().GetEnumerator());
        while (Attempt(call, rows.MoveNext))
        {
            call.Rows++;
            call.LeaveToCaller();
            yield return rows.Current;
        }
    }

    private static T Attempt<T>(CallObserver.Call call, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception error)
        {
            call.Failed(error);
            throw;
        }
    }

    private static async ValueTask<T> AttemptAsync<T>(CallObserver.Call call, Func<ValueTask<T>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            call.Failed(error);
            throw;
        }
    }
}
