using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>Answers queries: plans them, and runs them on sessions that are kept for the next query.</summary>
internal sealed class SqliteReader(FileLayout layout, string path) : IDisposable
{
    private readonly SessionPool _sessions = new(layout);

    public QueryPlanner Planner { get; } = new(layout);

    /// <exception cref="QueryException">The query does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IEnumerable<TaskRow> Run(TaskQuery query) => ReadAhead(Stream(query));

    /// <summary>Counts the tasks that a filter selects.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public long Count(Filter filter)
    {
        var query = new TaskQuery { Filter = filter, Keys = TaskKeys.Of() };
        var plan = Planner.PlanCount(query);
        return Stream(plan, target => plan.Bind(target, query), static row => raw.sqlite3_column_int64(row, 0)).Single();
    }

    /// <summary>Makes groups of the tasks that a filter selects; SQLite keeps the groups, and no task.</summary>
    /// <exception cref="QueryException">The question does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IReadOnlyList<Document> Group(GroupQuery query)
    {
        var groups = TaskGroupPlan.Of(query);
        var rows = new TaskQuery { Filter = query.Filter, Keys = TaskKeys.Of(groups.Fields.Select(field => field.Key)) };
        var plan = Planner.PlanGroups(rows, groups);
        return GroupAnswer.Of(query, Stream(plan, target => plan.Bind(target, rows), row => GroupStatement.Read(row, groups)));
    }

    /// <summary>Makes the figures of the tasks that a filter selects, of one state of the file.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public TaskStats Stats(Filter filter, CancellationToken cancellationToken)
    {
        var query = StatsReading.Of(filter);
        var plan = Planner.Plan(query);
        var reading = new StatsReading(layout);
        foreach (var _ in Run(plan, target => plan.Bind(target, query), Add))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return reading.Build();

        bool Add(sqlite3_stmt row)
        {
            reading.Add(row);
            return true;
        }
    }

    /// <summary>Runs the plan of a query that came as LINQ.</summary>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IEnumerable<T> Run<T>(StatementPlan plan, Action<IParameterTarget> bind, Func<sqlite3_stmt, T> read) =>
        ReadAhead(Stream(plan, bind, read));

    /// <summary>Runs the plan of a query that came as LINQ and has one answer.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="query">What reads the answer and the values of the query: no closure is made for it.</param>
    /// <param name="read">Sets the values of the parameters, and reads.</param>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public T ReadOne<T, TQuery>(StatementPlan plan, TQuery query, Func<SessionStatement, TQuery, T> read)
    {
        ReadSession? session = null;
        SessionStatement? statement = null;
        try
        {
            session = _sessions.Take();
            statement = session.Statement(plan);
            return read(statement, query);
        }
        catch (Exception fault) when (Explain(fault) is { } explained)
        {
            throw explained;
        }
        finally
        {
            statement?.Reset();
            if (session is not null)
            {
                _sessions.Return(session);
            }
        }
    }

    /// <summary>The SQL of a query with its parameters, and how SQLite runs it.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IReadOnlyList<QueryStage> Explain(TaskQuery query) => Guard(() => PlanText.Stages(Planner, layout, query));

    /// <summary>Runs several statements as one reading: they see the same tasks, and leave nothing behind.</summary>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public T ReadAtOnce<T>(Func<SqliteConnection, T> read) => Guard(() =>
    {
        using var connection = layout.Open();
        StoreFile.Execute(connection, "BEGIN");
        try
        {
            return read(connection);
        }
        finally
        {
            StoreFile.Execute(connection, "ROLLBACK");
        }
    });

    /// <summary>
    /// The tasks of a query up to the last one wanted and, of a file that another program wrote, the text of their dict fields: both of
    /// one state of the file.
    /// </summary>
    /// <param name="query">A query by id, in the order of ids.</param>
    /// <param name="take">Takes as many rows as are wanted, as tasks.</param>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public (List<TaskRecord> Tasks, OwnTexts Texts) ReadWithTexts(
        TaskQuery query, Func<IEnumerable<TaskRow>, List<TaskRecord>> take)
    {
        if (layout.OwnTextSql is not { } sql)
        {
            return (take(Stream(query)), OwnTexts.None);
        }

        var plan = Planner.Plan(query);
        return ReadAtOnce(connection =>
        {
            using var command = plan.CreateCommand(connection);
            plan.Bind(new CommandParameters(command), query);
            var tasks = take(Rows(command, plan));
            return (tasks, OwnTexts.Read(connection, sql, tasks));
        });
    }

    /// <summary>Brings the write-ahead log into the file as far as its readers allow, which is when the file gets shorter.</summary>
    /// <exception cref="TaskDbException">The file can't be written.</exception>
    public void Checkpoint() => Guard(() =>
    {
        using var connection = layout.Open();
        StoreFile.Execute(connection, "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)");
        return true;
    });

    public void Dispose() => _sessions.Dispose();

    /// <summary>The rows as they are read, even where the file stays locked meanwhile.</summary>
    public IEnumerable<TaskRow> Stream(TaskQuery query)
    {
        var plan = Planner.Plan(query);
        return Stream(plan, target => plan.Bind(target, query), plan.Read);
    }

    /// <summary>The rows of a query as they are stored, each only until the next one is read.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    public IEnumerable<IStoredRow> Stored(TaskQuery query)
    {
        var plan = Planner.Plan(query);
        return layout.ReadsAhead
            ? throw new InvalidOperationException("Rows of this file are read ahead, and outlive the statement.")
            : Stream(plan, target => plan.Bind(target, query), plan.Stored(this).At);
    }

    /// <summary>An error in the terms of a task database, with the record that it is about; null for one that is not the file's.</summary>
    public TaskDbLinqException? Explain(Exception fault) =>
        UnreadableRecord.IsSuspected(fault) && new UnreadableRecord(layout, Planner).Find() is { } record
            ? SqliteFault.OfRecord(record, fault, path)
        : fault is SqliteException sqlite ? SqliteFault.Explain(sqlite, path)
        : fault is FormatException ? SqliteFault.OfRecord(SqliteFault.Message(fault), fault, path)
        : null;

    private static IEnumerable<TaskRow> Rows(SqliteCommand command, QueryPlan plan)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return plan.Read(reader.Handle!);
        }
    }

    private IEnumerable<T> ReadAhead<T>(IEnumerable<T> rows) => layout.ReadsAhead ? [.. rows] : rows;

    private IEnumerable<T> Stream<T>(StatementPlan plan, Action<IParameterTarget> bind, Func<sqlite3_stmt, T> read)
    {
        var session = Guard(_sessions.Take);
        try
        {
            using var rows = session.Run(plan, bind, read).GetEnumerator();
            Func<bool> next = rows.MoveNext;
            while (Guard(next))
            {
                yield return rows.Current;
            }
        }
        finally
        {
            _sessions.Return(session);
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (Explain(fault) is { } explained)
        {
            throw explained;
        }
    }
}
