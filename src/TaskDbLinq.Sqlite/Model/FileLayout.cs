using System.Collections.Frozen;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Functions;
using TaskDbLinq.Sqlite.Translation;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Model;

/// <summary>What the two layouts of a file differ in; all else is the same for both.</summary>
internal abstract class FileLayout
{
    private readonly ConnectionFunctions _functions = new();
    private readonly Lazy<Contexts> _contexts;

    protected FileLayout(string connectionString)
    {
        ConnectionString = connectionString;
        _contexts = new(() => new Contexts(this));
    }

    public string ConnectionString { get; }

    /// <summary>The table that is read, as its file names it.</summary>
    public abstract string Table { get; }

    /// <summary>
    /// Whether an answer is read to its end before the caller sees its start. A reader of a file without write-ahead
    /// log keeps its writer waiting, and IPython gives up after five seconds.
    /// </summary>
    public abstract bool ReadsAhead { get; }

    /// <summary>Whether dict fields are JSON as we write it, each name once, so that a status may be read from the text.</summary>
    public abstract bool HasPlainReplies { get; }

    /// <summary>The paths in dict fields that have an index, such as <c>header.session</c>.</summary>
    public virtual FrozenSet<string> IndexedPaths => [];

    /// <summary>
    /// Reads the dict fields of the tasks with ids from <c>@first</c> to <c>@last</c> as the text that another program wrote; null
    /// where we wrote it ourselves.
    /// </summary>
    public virtual string? OwnTextSql => null;

    /// <summary>Takes a context from the pool. The first one starts EF Core, which takes longer than many a question does.</summary>
    public TaskContext CreateContext() => _contexts.Value.Create();

    /// <summary>A connection that is ready for queries.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        _functions.Register(connection);
        Prepare(connection);
        return connection;
    }

    /// <summary>A connection for statements that call none of our functions.</summary>
    /// <param name="isPooled">Whether it goes to the pool when it is closed; the first one makes the pool.</param>
    public virtual SqliteConnection OpenPlain(bool isPooled)
    {
        var connection = new SqliteConnection(isPooled ? ConnectionString : $"{ConnectionString};Pooling=False");
        connection.Open();
        Prepare(connection);
        return connection;
    }

    /// <summary>Gives a connection the functions, unless it has them.</summary>
    public void AddFunctions(SqliteConnection connection) => _functions.Register(connection);

    public abstract Document ReadDocument(string json);

    public abstract BufferList ReadBuffers(byte[] blob);

    /// <summary>Makes the pool of the layout's own type of contexts.</summary>
    /// <param name="configure">Says what they are made with.</param>
    /// <returns>What takes a context from the pool; disposing of the context gives it back.</returns>
    protected abstract Func<TaskContext> MakePool(Action<DbContextOptionsBuilder> configure);

    protected static Func<TaskContext> PoolOf<T>(Action<DbContextOptionsBuilder> configure)
        where T : TaskContext
    {
        var builder = new DbContextOptionsBuilder<T>();
        configure(builder);
        return new PooledDbContextFactory<T>(builder.Options).CreateDbContext;
    }

    /// <summary>Gives a connection what queries need beside functions.</summary>
    protected abstract void Prepare(SqliteConnection connection);

    /// <summary>What EF Core is told of a file; a type of its own, since naming EF Core's would load it.</summary>
    private sealed class Contexts
    {
        public Contexts(FileLayout layout) => Create = layout.MakePool(builder =>
        {
            // A list is one parameter, whatever its length: one plan serves all lists, and none is too long.
            builder.UseSqlite(
                layout.ConnectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));
            builder.UseMongoQueries(new SqliteQueries());
            builder.AddInterceptors(new Preparation(layout));
        });

        public Func<TaskContext> Create { get; }
    }

    /// <summary>
    /// Connections that EF Core opens are prepared like ours; its own services register the functions that a command calls.
    /// </summary>
    private sealed class Preparation(FileLayout layout) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            layout.Prepare((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            layout.Prepare((SqliteConnection)connection);
            return Task.CompletedTask;
        }
    }
}
