using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Queries;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite;

/// <summary>
/// The task database in a SQLite file, through EF Core. A file that IPython's <c>ipcontroller --sqlitedb</c> wrote is
/// read as it is, also while the controller is writing to it: it is never changed, and its lock is held only while an
/// answer is read.
/// </summary>
public sealed class SqliteDb : ITaskDb
{
    private readonly DbContextOptions<TaskContext> _options;
    private readonly string _file;
    private volatile bool _disposed;

    private SqliteDb(DbContextOptions<TaskContext> options, string file, string table)
    {
        _options = options;
        _file = file;
        Table = table;
    }

    /// <summary>The table that is read.</summary>
    public string Table { get; }

    /// <inheritdoc/>
    /// <remarks>While a query over it is being enumerated, IPython can't write to the file: enumerate without pauses.</remarks>
    public IQueryable<TaskRecord> Tasks => Context().Tasks;

    /// <summary>Opens a task database.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Null for <see cref="SqliteDbOptions.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="TaskDbException">There is no such file, or it is not a task database.</exception>
    public static async Task<SqliteDb> OpenAsync(string path, SqliteDbOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= SqliteDbOptions.Default;
        var file = Path.GetFullPath(path);
        CheckFile(path, file);
        var connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),
        }.ToString();

        var connection = new SqliteConnection(connectionString);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                var table = IPython.IPythonTable.Find(connection, options.Table);
                return new SqliteDb(TaskContextOptions.Create(connectionString, table), file, table.Name);
            }
            catch (SqliteException fault)
            {
                throw SqliteFault.Explain(fault, path);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<TaskRow> Query(TaskQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var context = Context();
        var values = Answer(() => RowQuery.Build(context.Tasks, query).ToList());
        return values.Select(row => new TaskRow(query.Keys, row));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TaskRow> QueryAsync(TaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<object?[]> rows;
        var context = Context();
        await using (context.ConfigureAwait(false))
        {
            rows = await AnswerAsync(() => RowQuery.Build(context.Tasks, query).ToListAsync(cancellationToken)).ConfigureAwait(false);
        }

        foreach (var row in rows)
        {
            yield return new TaskRow(query.Keys, row);
        }
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(MongoQuery filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var predicate = filter.ToExpression<TaskRecord>();
        var context = Context();
        await using (context.ConfigureAwait(false))
        {
            return await AnswerAsync(() => context.Tasks.LongCountAsync(predicate, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msgId);
        Expression<Func<TaskRecord, bool>> isAsked = task => task.MsgId == msgId;
        var context = Context();
        await using (context.ConfigureAwait(false))
        {
            return await AnswerAsync(() => context.Tasks.FirstOrDefaultAsync(isAsked, cancellationToken)).ConfigureAwait(false)
                ?? throw new TaskNotFoundException(msgId);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default)
    {
        var context = Context();
        await using (context.ConfigureAwait(false))
        {
            var ids = context.Tasks.OrderBy(task => task.Submitted).ThenBy(task => task.MsgId).Select(task => task.MsgId);
            return await AnswerAsync(() => ids.ToListAsync(cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default) => Task.FromException(ReadOnly());

    /// <inheritdoc/>
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default) => Task.FromException(ReadOnly());

    /// <inheritdoc/>
    public Task DropAsync(string msgId, CancellationToken cancellationToken = default) => Task.FromException(ReadOnly());

    /// <inheritdoc/>
    public Task<long> DropMatchingAsync(MongoQuery filter, CancellationToken cancellationToken = default) => Task.FromException<long>(ReadOnly());

    /// <inheritdoc/>
    public Task WriteAsync(TaskBatch batch, CancellationToken cancellationToken = default) => Task.FromException(ReadOnly());

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            using var connection = new SqliteConnection(TaskContextOptions.ConnectionString(_options));
            SqliteConnection.ClearPool(connection);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The SQL that answers a query, with its parameters, as EF Core writes it.</summary>
    internal string ToSql(TaskQuery query)
    {
        using var context = Context();
        return RowQuery.Build(context.Tasks, query).ToQueryString();
    }

    private static void CheckFile(string path, string file)
    {
        if (Directory.Exists(file))
        {
            throw new TaskDbException($"'{path}' is a directory, not a task database.");
        }

        if (!File.Exists(file))
        {
            throw new TaskDbException($"There is no file '{path}'.");
        }
    }

    private TaskContext Context()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new TaskContext(_options);
    }

    private T Answer<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Explain(fault, _file);
        }
    }

    private async Task<T> AnswerAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Explain(fault, _file);
        }
    }

    private ReadOnlyTaskDbException ReadOnly() =>
        new($"'{Path.GetFileName(_file)}' was written by IPython and is open for reading only.");
}
