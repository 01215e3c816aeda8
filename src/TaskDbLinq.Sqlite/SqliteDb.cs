using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Linq;
using TaskDbLinq.Queries;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Linq;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Retention;
using TaskDbLinq.Sqlite.Store;
using TaskDbLinq.Sqlite.Writing;

namespace TaskDbLinq.Sqlite;

/// <summary>
/// The task database in a SQLite file, through EF Core. A file in our own layout is read and written, by several
/// processes at once if need be. A file that IPython's <c>ipcontroller --sqlitedb</c> wrote is read as it is, also while
/// the controller is writing to it: it is never changed, and its lock is held only while an answer is read.
/// </summary>
public sealed class SqliteDb : ITaskDb
{
    private readonly FileLayout _layout;
    private readonly SqliteReader _reader;
    private readonly SqliteWriter? _writer;
    private readonly TaskQueryProvider _linq;
    private readonly string _path;
    private readonly BackgroundPruning? _pruning;
    private volatile bool _disposed;

    private SqliteDb(FileLayout layout, SqliteWriter? writer, string path, SqliteDbOptions options)
    {
        _layout = layout;
        _reader = new SqliteReader(layout, path);
        _writer = writer;
        _linq = new TaskQueryProvider(() => Live().CreateContext(), path);
        _path = path;
        _pruning = writer is null || options.Retention is not { } policy
            ? null
            : new BackgroundPruning(stop => PruneAsync(policy, dryRun: false, stop), options.PruneInterval, options.Logger);
    }

    /// <summary>The table that is read, as the file names it.</summary>
    public string Table => _layout.Table;

    /// <inheritdoc/>
    /// <remarks>While a query over a file of IPython's is being enumerated, IPython can't write to it: enumerate without pauses.</remarks>
    public IQueryable<TaskRecord> Tasks => new StoreQueryable<TaskRecord>(_linq);

    /// <summary>How many times EF Core was asked to translate a query.</summary>
    internal int Translations => _reader.Planner.Translations;

    /// <summary>Opens a task database; a file that is not there is created, unless the options say otherwise.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Null for <see cref="SqliteDbOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="TaskDbException">The file is not there, is not a task database, or a newer version wrote it; it is left as it is.</exception>
    public static Task<SqliteDb> OpenAsync(string path, SqliteDbOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SqliteDbOptions.Default;
        return Task.Run(
            () =>
            {
                try
                {
                    var layout = SqliteOpening.Open(path, options, out var isWritable);
                    return new SqliteDb(layout, isWritable ? new SqliteWriter(layout, path, options) : null, path, options);
                }
                catch (SqliteException fault)
                {
                    throw SqliteFault.Explain(fault, path);
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public IEnumerable<TaskRow> Query(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Live();
        return _reader.Run(query);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TaskRow> QueryAsync(TaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
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
        Live();
        return QueryExplanation.Of(query, _reader.Explain(query));
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(MongoQuery filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return AskAsync(context => context.Tasks.LongCountAsync(filter.ToExpression<TaskRecord>(), cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        return await AskAsync(context => context.Tasks.FirstOrDefaultAsync(task => task.MsgId == msgId, cancellationToken)).ConfigureAwait(false)
            ?? throw new TaskNotFoundException(msgId);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(context => context.Tasks
            .OrderBy(task => task.Submitted)
            .ThenBy(task => task.MsgId)
            .Select(task => task.MsgId)
            .ToListAsync(cancellationToken)).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        return WriteAsync(
            commands =>
            {
                commands.Add(task);
                return 1;
            },
            isAtomic: true,
            WriteSize.Of(task),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        ArgumentNullException.ThrowIfNull(update);
        return WriteAsync(
            commands =>
            {
                commands.Update(msgId, update);
                return 1;
            },
            isAtomic: false,
            WriteSize.Of(update),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task DropAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        return WriteAsync(
            commands =>
            {
                commands.Drop(msgId);
                return 1;
            },
            isAtomic: true,
            WriteSize.Small,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> DropMatchingAsync(MongoQuery filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Live();
        var query = new TaskQuery { Filter = filter, Keys = TaskKeys.Of("msg_id") };
        var plan = _reader.Planner.Plan(query);
        return WriteAsync(commands => commands.DropMatching(plan, query), isAtomic: true, WriteSize.Small, cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return WriteAsync(
            commands =>
            {
                commands.Write(batch);
                return 0;
            },
            isAtomic: false,
            WriteSize.Of(batch),
            cancellationToken);
    }

    /// <summary>Drops what a policy does not keep, and gives its space back to the disk.</summary>
    /// <param name="policy">What is kept.</param>
    /// <param name="dryRun">Whether to tell only what would be dropped; the file may then be open for reading only.</param>
    /// <param name="cancellationToken">Cancels before tasks are dropped, or leaves the rest of the space for the next run.</param>
    /// <exception cref="QueryException">The filter of a rule does not fit a task; nothing is dropped.</exception>
    /// <exception cref="ReadOnlyTaskDbException">The database is open for reading only.</exception>
    public async Task<PruneReport> PruneAsync(RetentionPolicy policy, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (Live() is not StoreLayout)
        {
            throw new ReadOnlyTaskDbException($"'{Path.GetFileName(_path)}' is IPython's own file: import it to prune it.");
        }

        var pruning = new Pruning(policy, DateTime.UtcNow, _reader.Planner);
        if (dryRun)
        {
            return await Task.Run(() => _reader.Prune(pruning), cancellationToken).ConfigureAwait(false);
        }

        var report = new PruneReport([], 0, 0, 0);
        await WriteAsync(
            commands =>
            {
                report = commands.Prune(pruning);
                return report.Tasks;
            },
            isAtomic: false,
            WriteSize.Small,
            cancellationToken).ConfigureAwait(false);

        // Step by step, so that other changes are not kept waiting; also what earlier drops left behind is given back.
        while (await WriteAsync(commands => commands.Vacuum(), isAtomic: true, WriteSize.Small, cancellationToken).ConfigureAwait(false) > 0)
        {
        }

        await Task.Run(_reader.Checkpoint, cancellationToken).ConfigureAwait(false);
        return report;
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
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        _reader.Dispose();
        using var connection = new SqliteConnection(_layout.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>The rows of a query as they are read, for callers that don't pause: the file may stay locked while they come.</summary>
    internal IEnumerable<TaskRow> Stream(TaskQuery query)
    {
        Live();
        return _reader.Stream(query);
    }

    /// <summary>The SQL that answers a query.</summary>
    internal string ToSql(TaskQuery query) => _reader.Planner.Plan(query).Sql;

    /// <summary>Lets the file grow no further, as a full disk would; for tests.</summary>
    internal Task LimitPagesAsync(int pages) => WriteAsync(
        commands =>
        {
            commands.LimitPages(pages);
            return 0;
        },
        isAtomic: true,
        WriteSize.Small,
        CancellationToken.None);

    private FileLayout Live()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _layout;
    }

    private Task<long> WriteAsync(Func<WriteCommands, long> change, bool isAtomic, long bytes, CancellationToken cancellationToken)
    {
        Live();
        return _writer?.WriteAsync(change, isAtomic, bytes, cancellationToken)
            ?? Task.FromException<long>(new ReadOnlyTaskDbException($"'{Path.GetFileName(_path)}' is open for reading only."));
    }

    private async Task<T> AskAsync<T>(Func<TaskContext, Task<T>> ask)
    {
        var context = Live().CreateContext();
        await using (context.ConfigureAwait(false))
        {
            try
            {
                return await ask(context).ConfigureAwait(false);
            }
            catch (SqliteException fault)
            {
                throw SqliteFault.Explain(fault, _path);
            }
        }
    }
}
