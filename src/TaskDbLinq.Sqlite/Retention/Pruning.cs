using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Retention;

/// <summary>
/// Finds what a policy drops. The ids go to a table in the connection's own memory, so that a rehearsal writes nothing
/// to the file, and finds by the same statements what a real run drops.
/// </summary>
internal sealed class Pruning(RetentionPolicy policy, DateTime now, QueryPlanner planner)
{
    private const string Drops = "temp.task_drop";

    /// <summary>Which tasks a step still sees, in the order in which they go.</summary>
    private const string Left = $"task WHERE id NOT IN (SELECT id FROM {Drops})";
    private const string Order = "ORDER BY completed IS NULL, submitted, id";

    private readonly List<(QueryPlan Plan, TaskQuery Query)?> _rules =
        [.. policy.Dropped(now).Select(filter => filter is null ? default((QueryPlan, TaskQuery)?) : Planned(planner, filter))];

    /// <summary>Finds the tasks; they stay found until <see cref="Forget"/>.</summary>
    public PruneReport Find(SqliteConnection connection)
    {
        StoreFile.Execute(connection, $"CREATE TABLE {Drops} (id INTEGER PRIMARY KEY)");
        var byRule = _rules.Select(rule => rule is { } some ? ByRule(connection, some.Plan, some.Query) : 0).ToList();
        return new PruneReport([.. byRule], ByRecordLimit(connection), BySizeLimit(connection),
            Number(connection, $"SELECT total(buffer_bytes) FROM task WHERE id IN (SELECT id FROM {Drops})"));
    }

    public static void Drop(SqliteConnection connection) =>
        StoreFile.Execute(connection, $"DELETE FROM task WHERE id IN (SELECT id FROM {Drops})");

    public static void Forget(SqliteConnection connection) => StoreFile.Execute(connection, $"DROP TABLE IF EXISTS {Drops}");

    private static (QueryPlan Plan, TaskQuery Query) Planned(QueryPlanner planner, Filter filter)
    {
        var query = new TaskQuery { Filter = filter, Keys = TaskKeys.Of(TaskKey.MsgId) };
        return (planner.Plan(query), query);
    }

    private static long ByRule(SqliteConnection connection, QueryPlan plan, TaskQuery query)
    {
        using var command =
            plan.CreateCommand(connection, $"INSERT OR IGNORE INTO {Drops} SELECT id FROM task WHERE msg_id IN ({plan.Sql})");
        plan.Bind(new CommandParameters(command), query);
        return command.ExecuteNonQuery();
    }

    private long ByRecordLimit(SqliteConnection connection)
    {
        if (policy.RecordLimit is not { } limit || Number(connection, $"SELECT count(*) FROM {Left}") is var count && count <= limit)
        {
            return 0;
        }

        // In two steps, each in the order of an index, rather than one that sorts all tasks.
        var number = count - policy.RecordsKept;
        var completed = Insert(connection, Oldest("IS NOT NULL"), number);
        return completed == number ? completed : completed + Insert(connection, Oldest("IS NULL"), number - completed);
    }

    /// <summary>Tasks go until the rest fits: each one before which too much is still there.</summary>
    private long BySizeLimit(SqliteConnection connection)
    {
        if (policy.SizeLimit is not { } limit
            || Number(connection, $"SELECT total(buffer_bytes) FROM {Left}") is var bytes && bytes <= limit)
        {
            return 0;
        }

        return Insert(
            connection,
            $"SELECT id FROM (SELECT id, buffer_bytes, sum(buffer_bytes) OVER ({Order} ROWS UNBOUNDED PRECEDING) AS upto FROM {Left}) "
                + "WHERE upto - buffer_bytes < @number",
            bytes - policy.BytesKept);
    }

    private static string Oldest(string completed) =>
        $"SELECT id FROM {Left} AND completed {completed} ORDER BY submitted, id LIMIT @number";

    private static long Insert(SqliteConnection connection, string select, long number)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {Drops} {select}";
        command.Parameters.AddWithValue("@number", number);
        return command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
