using TaskDbLinq.Filters;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>Figures about tasks: how many in which state and of whom, how long they took, how much they hold.</summary>
public static class StatsOperations
{
    /// <summary>How many tasks with their buffers are held at once when bytes are counted.</summary>
    private const int PageSize = 256;

    /// <summary>About how many tasks the store is asked at once how they ended.</summary>
    private const int RecentPage = 10_000;

    private static readonly TaskKeys BufferKeys = TaskKeys.Of(TaskKey.MsgId, TaskKey.Buffers, TaskKey.ResultBuffers);

    /// <summary>Returns statistics of the tasks that a filter selects.</summary>
    /// <remarks>
    /// All counts come from one answer, and so agree with each other. SqliteDb reads each task once, with its reply. Another backend is
    /// asked for timestamps and names only. It finds what failed by itself, in the replies: the ids of such tasks come from it, and no
    /// dict field does. It is asked before that answer, and after it once more about the tasks that completed in the last minutes, so
    /// that a task that ends meanwhile is counted as what it is. One that ends and is dropped within the call counts as ok.
    /// </remarks>
    /// <param name="db">The database.</param>
    /// <param name="filter">Which tasks; null for all.</param>
    /// <param name="includeBytes">Whether to sum up the buffers too. It reads every one of them, some hundred tasks at a time.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    public static async Task<TaskStats> StatsAsync(
        this ITaskDb db, Filter? filter = null, bool includeBytes = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        filter ??= Filter.Everything;
        var stats = db.GetCapability<IStatsSource>() is { } source
            ? await source.StatsAsync(filter, cancellationToken).ConfigureAwait(false)
            : await ByRowsAsync(db, filter, cancellationToken).ConfigureAwait(false);
        return includeBytes ? stats with { Bytes = await BytesAsync(db, filter, cancellationToken).ConfigureAwait(false) } : stats;
    }

    /// <param name="db">The database.</param>
    /// <param name="filter">Which tasks, as a dictionary.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <inheritdoc cref="StatsAsync(ITaskDb, Filter?, bool, CancellationToken)"/>
    public static Task<TaskStats> StatsAsync(
        this ITaskDb db, IReadOnlyDictionary<string, object?> filter, CancellationToken cancellationToken = default) =>
        StatsAsync(db, Filter.TryParse(filter).For<TaskRecord>(), includeBytes: false, cancellationToken);

    /// <param name="db">The database.</param>
    /// <param name="json">Which tasks, as Extended JSON.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <inheritdoc cref="StatsAsync(ITaskDb, Filter?, bool, CancellationToken)"/>
    public static Task<TaskStats> StatsAsync(this ITaskDb db, string json, CancellationToken cancellationToken = default) =>
        StatsAsync(db, Filter.TryParse(json).For<TaskRecord>(), includeBytes: false, cancellationToken);

    private static async Task<TaskStats> ByRowsAsync(ITaskDb db, Filter filter, CancellationToken cancellationToken)
    {
        var began = DateTime.UtcNow;
        var collector = new StatsCollector(await EndedIds.ReadAsync(db, filter, cancellationToken).ConfigureAwait(false), began);
        var query = new TaskQuery { Filter = filter, Keys = StatsCollector.Keys };
        await foreach (var row in db.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            collector.Add(row);
        }

        foreach (var page in collector.Recent.Chunk(RecentPage))
        {
            collector.AddRecent(page, await EndedIds.OfAsync(db, page, cancellationToken).ConfigureAwait(false));
        }

        return collector.Build();
    }

    /// <summary>By ids, some hundred at a time, so that the buffers in memory stay few however many tasks there are.</summary>
    private static async Task<ByteStats> BytesAsync(ITaskDb db, Filter filter, CancellationToken cancellationToken)
    {
        var bytes = new ByteStats(0, 0);
        var ids = await Selection.IdSetAsync(db, filter, cancellationToken).ConfigureAwait(false);
        foreach (var page in ids.Chunk(PageSize))
        {
            var buffers = new TaskQuery { Filter = Selection.Ids(page), Keys = BufferKeys };
            await foreach (var row in db.QueryAsync(buffers, cancellationToken).ConfigureAwait(false))
            {
                bytes = new ByteStats(bytes.Requests + Length(row[TaskKey.Buffers]), bytes.Results + Length(row[TaskKey.ResultBuffers]));
            }
        }

        return bytes;
    }

    private static long Length(object? buffers) => (buffers as BufferList)?.TotalBytes ?? 0;
}
