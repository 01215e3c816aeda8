using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Retention;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>The statements that change our layout, prepared once for the writer's connection.</summary>
internal sealed class WriteCommands : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly StoredValues _values = new();
    private readonly InsertStatements _inserts;
    private readonly UpdateStatements _updates;
    private readonly RawStatement _drop;

    public WriteCommands(SqliteConnection connection)
    {
        _connection = connection;
        Pages = new FilePages(connection);
        _inserts = new(connection);
        _updates = new(connection);
        _drop = new(connection, "DELETE FROM task WHERE msg_id = @msg_id");
    }

    /// <summary>The pages of the file.</summary>
    public FilePages Pages { get; }

    /// <exception cref="DuplicateTaskException">The id is taken; nothing is changed.</exception>
    public void Add(StoreRow stored) => _inserts.Run(stored);

    /// <exception cref="TaskNotFoundException">There is no such task; nothing is changed.</exception>
    public void Update(StoreUpdate update) => _updates.Run(update);

    /// <exception cref="TaskNotFoundException">There is no such task.</exception>
    public void Drop(string msgId)
    {
        _values.Clear();
        _values.Add(msgId);
        _values.BindTo(_drop);
        if (_drop.Run() == 0)
        {
            throw new TaskNotFoundException(msgId);
        }
    }

    /// <summary>Drops what a query for ids selects, in one statement.</summary>
    public long DropMatching(QueryPlan plan, TaskQuery query)
    {
        using var statement = new SessionStatement(_connection, plan.DropSql, plan.ParameterNames);
        plan.Bind(statement, query);

        // The connection itself waits while another process has locked the file.
        statement.Next();
        return SQLitePCL.raw.sqlite3_changes(_connection.Handle);
    }

    /// <summary>Changes what a query selects. The ids are read first, and then each task where its old values are needed.</summary>
    /// <exception cref="QueryException">A value of a task can't be changed so.</exception>
    public long UpdateMatching(QueryPlan selected, TaskQuery query, QueryPlanner planner, TaskUpdatePlan changes, List<string> ids)
    {
        var now = DateTime.UtcNow;
        using (var statement = new SessionStatement(_connection, selected.Sql, selected.ParameterNames))
        {
            selected.Bind(statement, query);
            for (var isRow = statement.First(); isRow; isRow = statement.Next())
            {
                ids.Add((string)selected.Read(statement.Row)[TaskKey.MsgId]!);
            }
        }

        using var old = changes.IsConstant ? null : new OldRows(_connection, planner, changes.Keys);
        foreach (var id in ids)
        {
            var row = old?.Read(id);
            var update = changes.For(id, field => row?[field.Key], now);
            StorableTexts.Check(update, inDicts: false);
            Update(new StoreUpdate(id, update));
        }

        return ids.Count;
    }

    /// <summary>Adds, updates and drops, in this order.</summary>
    public void Write(TaskBatch batch)
    {
        foreach (var task in batch.Adds)
        {
            Add(new StoreRow(task));
        }

        foreach (var (msgId, update) in batch.Updates)
        {
            Update(new StoreUpdate(msgId, update));
        }

        foreach (var msgId in batch.Drops)
        {
            Drop(msgId);
        }
    }

    /// <summary>Drops what a policy does not keep.</summary>
    public PruneReport Prune(Pruning pruning) => pruning.Drop(_connection);

    public void Dispose()
    {
        _inserts.Dispose();
        _updates.Dispose();
        _drop.Dispose();
    }
}
