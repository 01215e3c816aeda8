using Microsoft.Data.Sqlite;
using TaskDbLinq.Linq;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.IPython;
using TaskDbLinq.Sqlite.Linq;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Writing;
using TaskDbLinq.Writing;

namespace TaskDbLinq;

/// <summary>
/// The task database in a SQLite file, through EF Core. A file in our own layout is read and written, by several
/// processes at once if need be. A file that IPython's <c>ipcontroller --sqlitedb</c> wrote is read as it is, also while
/// the controller is writing to it: it is never changed, and its lock is held only while an answer is read.
/// </summary>
public sealed partial class SqliteDb : ITaskDb, IPrunableTaskDb, IChangeSource, IStatsSource, IStoredRowSource
{
    private readonly ChangeFeed _changes = new();
    private readonly FileLayout _layout;
    private readonly SqliteReader _reader;
    private readonly TaskById _byId;
    private readonly SqliteWriter? _writer;
    /// <summary>Of the provider's base class: to name the provider itself would load EF Core, which most commands need not.</summary>
    private readonly Lazy<StoreQueryProvider> _linq;
    private readonly string _path;
    private readonly BackgroundPruning? _pruning;
    private volatile bool _disposed;

    private SqliteDb(FileLayout layout, SqliteWriter? writer, string path, SqliteDbOptions options)
    {
        _layout = layout;
        _reader = new SqliteReader(layout, path);
        _byId = new TaskById(_reader.Planner, _reader.Runner);
        _writer = writer;
        _linq = new(() => new TaskQueryProvider(NotDisposed, layout, _reader.Runner));
        _path = path;
        _pruning = writer is null || options.Retention is not { } policy
            ? null
            : new BackgroundPruning(stop => PruneAsync(policy, dryRun: false, stop), options.PruneInterval, options.Logger);
    }

    /// <summary>The table that is read, as the file names it.</summary>
    public string Table => _layout.Table;

    /// <summary>Whether IPython wrote the file: such a file is only read.</summary>
    public bool IsIPythonFile => _layout is IPythonLayout;

    /// <inheritdoc/>
    /// <remarks>While a query over a file of IPython's is being enumerated, IPython can't write to it: enumerate without pauses.</remarks>
    public IQueryable<TaskRecord> Tasks => new StoreQueryable<TaskRecord>(_linq.Value);

    ChangeFeed? IChangeSource.Changes => _changes;

    /// <summary>The tasks for LINQ, each query translated by EF Core; for tests and benchmarks.</summary>
    internal IQueryable<TaskRecord> TasksByEntityFramework =>
        new StoreQueryable<TaskRecord>(new TaskQueryProvider(NotDisposed, _layout, _reader.Runner, usesPlans: false));

    /// <summary>How many plans of queries were made.</summary>
    internal long Translations => _reader.Planner.Translations;

    /// <summary>Opens a task database; a file that is not there is created, unless the options say otherwise.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Null for <see cref="SqliteDbOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="TaskDbException">The file is not there, is not a task database, or a newer version wrote it; it is left as it
    /// is.</exception>
    /// <exception cref="ArgumentException">A path of <see cref="SqliteDbOptions.IndexedPaths"/> can have no index.</exception>
    public static Task<SqliteDb> OpenAsync(string path, SqliteDbOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SqliteDbOptions.Default;
        return Task.Run(() => Open(path, options), cancellationToken);
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

    /// <summary>Opens a task database, for callers whose thread has nothing else to do.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    internal static SqliteDb Open(string path, SqliteDbOptions options)
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
    }

    private FileLayout NotDisposed()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _layout;
    }
}
