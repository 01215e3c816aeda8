using TaskDbLinq;

namespace Journal;

/// <summary>
/// A backend written with public types only: tasks in memory, every change in a text file, one line of JSON for each.
/// Questions are those of a <see cref="DictDb"/>; opening the file again replays it.
/// </summary>
public sealed class JournalDb : ITaskDb
{
    private readonly ITaskDb _memory;
    private readonly JournalFile _file;
    private readonly SemaphoreSlim _writing = new(1, 1);

    private JournalDb(ITaskDb memory, JournalFile file) => (_memory, _file) = (memory, file);

    /// <inheritdoc/>
    public IQueryable<TaskRecord> Tasks => _memory.Tasks;

    /// <summary>Opens a journal, and creates it if there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="TaskDbException">A line of the file can't be read, or another process has it open.</exception>
    public static async Task<JournalDb> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        // The memory must not drop what the journal keeps.
        ITaskDb memory = new DictDb(new DictDbOptions { RecordLimit = int.MaxValue, SizeLimit = long.MaxValue });
        var file = JournalFile.Open(path, out var tasks);
        await memory.WriteAsync(TaskBatch.Add(tasks), cancellationToken).ConfigureAwait(false);
        return new JournalDb(memory, file);
    }

    /// <inheritdoc/>
    public IEnumerable<TaskRow> Query(TaskQuery query) => _memory.Query(query);

    /// <inheritdoc/>
    public IAsyncEnumerable<TaskRow> QueryAsync(TaskQuery query, CancellationToken cancellationToken = default) =>
        _memory.QueryAsync(query, cancellationToken);

    /// <inheritdoc/>
    public QueryExplanation Explain(TaskQuery query) => _memory.Explain(query);

    /// <inheritdoc/>
    public IAsyncEnumerable<TaskChange> WatchAsync(Filter? filter = null, CancellationToken cancellationToken = default) =>
        _memory.WatchAsync(filter, cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(Filter filter, CancellationToken cancellationToken = default) =>
        _memory.CountAsync(filter, cancellationToken);

    /// <inheritdoc/>
    public Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default) =>
        _memory.GetAsync(msgId, cancellationToken);

    /// <inheritdoc/>
    public Task<TaskRecord?> TryGetAsync(string msgId, CancellationToken cancellationToken = default) =>
        _memory.TryGetAsync(msgId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default) =>
        _memory.GetHistoryAsync(cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default) =>
        WriteAsync(TaskBatch.Add(task), cancellationToken);

    /// <inheritdoc/>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default) =>
        WriteAsync(new TaskBatch { Updates = [new(msgId, update)] }, cancellationToken);

    /// <inheritdoc/>
    public Task DropAsync(string msgId, CancellationToken cancellationToken = default) =>
        WriteAsync(new TaskBatch { Drops = [msgId] }, cancellationToken);

    /// <inheritdoc/>
    public async Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Depth.Check(batch);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _file.ThrowIfBroken();
            await _memory.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            await AppendAsync(
                [.. batch.Adds.Select(task => task.MsgId), .. batch.Updates.Select(update => update.Key), .. batch.Drops])
                .ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<long> UpdateMatchingAsync(Filter filter, UpdateDocument update, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _file.ThrowIfBroken();
            var selected = _memory.Query(new TaskQuery { Filter = filter, Keys = TaskKeys.Of("msg_id") });
            var ids = selected.Select(row => (string)row["msg_id"]!).ToList();
            var updated = await _memory.UpdateMatchingAsync(filter, update, cancellationToken).ConfigureAwait(false);
            await AppendAsync(ids).ConfigureAwait(false);
            return updated;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<long> DropMatchingAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _file.ThrowIfBroken();
            var selected = _memory.Query(new TaskQuery { Filter = filter, Keys = TaskKeys.Of("msg_id") });
            var ids = selected.Select(row => (string)row["msg_id"]!).ToList();
            var dropped = await _memory.DropMatchingAsync(filter, cancellationToken).ConfigureAwait(false);
            await AppendAsync(ids).ConfigureAwait(false);
            return dropped;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _memory.DisposeAsync().ConfigureAwait(false);
        _file.Dispose();
        _writing.Dispose();
    }

    /// <summary>Writes down how the tasks of a change are now: one line, so that a torn one is a change that was not made.</summary>
    private async Task AppendAsync(IReadOnlyCollection<string> ids)
    {
        var lines = new List<JournalEntry>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            lines.Add(new JournalEntry(id, await _memory.TryGetAsync(id).ConfigureAwait(false)));
        }

        _file.Append(lines);
    }
}
