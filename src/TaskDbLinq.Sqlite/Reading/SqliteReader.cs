using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>Answers questions about tasks: plans them, and runs the plans.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly FileLayout _layout;

    public SqliteReader(FileLayout layout, string path)
    {
        _layout = layout;
        Planner = new QueryPlanner(layout);
        Runner = new PlanRunner(layout, Planner, path);
    }

    public QueryPlanner Planner { get; }

    public PlanRunner Runner { get; }

    /// <exception cref="QueryException">The query does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IEnumerable<TaskRow> Run(TaskQuery query) => Runner.ReadAhead(Stream(query));

    /// <summary>Counts the tasks that a filter selects.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public long Count(Filter filter)
    {
        var query = new TaskQuery { Filter = filter, Keys = TaskKeys.Of() };
        var plan = Planner.PlanCount(query);
        return Runner.Stream(plan, target => plan.Bind(target, query), static row => raw.sqlite3_column_int64(row, 0)).Single();
    }

    /// <summary>Makes groups of the tasks that a filter selects; SQLite keeps the groups, and no task.</summary>
    /// <exception cref="QueryException">The question does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IReadOnlyList<Document> Group(GroupQuery query)
    {
        var groups = TaskGroupPlan.Of(query);
        var rows = new TaskQuery { Filter = query.Filter, Keys = TaskKeys.Of(groups.Fields.Select(field => field.Key)) };
        var plan = Planner.PlanGroups(rows, groups);
        return GroupAnswer.Of(query, Runner.Stream(plan, target => plan.Bind(target, rows), row => GroupStatement.Read(row, groups)));
    }

    /// <summary>Makes the figures of the tasks that a filter selects, of one state of the file.</summary>
    /// <exception cref="QueryException">The filter does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public TaskStats Stats(Filter filter, CancellationToken cancellationToken)
    {
        var query = StatsReading.Of(filter);
        var plan = Planner.Plan(query);
        var reading = new StatsReading(_layout);
        foreach (var _ in Runner.Run(plan, target => plan.Bind(target, query), Add))
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

    /// <summary>The SQL of a query with its parameters, and how SQLite runs it.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    /// <exception cref="TaskDbException">The file can't answer.</exception>
    public IReadOnlyList<QueryStage> Explain(TaskQuery query) => Runner.Guard(() => PlanText.Stages(Planner, _layout, query));

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
        if (_layout.OwnTextSql is not { } sql)
        {
            return (take(Stream(query)), OwnTexts.None);
        }

        var plan = Planner.Plan(query);
        return Runner.ReadAtOnce(connection =>
        {
            using var command = plan.CreateCommand(connection);
            plan.Bind(new CommandParameters(command), query);
            var tasks = take(Rows(command, plan));
            return (tasks, OwnTexts.Read(connection, sql, tasks));
        });
    }

    public void Dispose() => Runner.Dispose();

    /// <summary>The rows as they are read, even where the file stays locked meanwhile.</summary>
    public IEnumerable<TaskRow> Stream(TaskQuery query)
    {
        var plan = Planner.Plan(query);
        return Runner.Stream(plan, target => plan.Bind(target, query), plan.Read);
    }

    /// <summary>The rows of a query as they are stored, each only until the next one is read.</summary>
    /// <exception cref="QueryException">The query does not fit a task.</exception>
    public IEnumerable<IStoredRow> Stored(TaskQuery query)
    {
        var plan = Planner.Plan(query);
        return _layout.ReadsAhead
            ? throw new InvalidOperationException("Rows of this file are read ahead, and outlive the statement.")
            : Runner.Stream(plan, target => plan.Bind(target, query), plan.Stored(Runner).At);
    }

    private static IEnumerable<TaskRow> Rows(SqliteCommand command, QueryPlan plan)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return plan.Read(reader.Handle!);
        }
    }
}
