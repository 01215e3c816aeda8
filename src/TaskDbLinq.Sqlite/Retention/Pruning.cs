using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Retention;

/// <summary>
/// Drops what a policy does not keep, or rehearses it: the same questions for the ids, step by step, of which each sees what the steps
/// before it left.
/// </summary>
internal sealed class Pruning(RetentionPolicy policy, DateTime now, QueryPlanner planner)
{
    private const string Order = "ORDER BY completed IS NULL, submitted, id";

    private readonly List<(QueryPlan Plan, TaskQuery Query)?> _rules =
        [.. policy.Dropped(now).Select(filter => filter is null ? default((QueryPlan, TaskQuery)?) : Planned(planner, filter))];

    /// <summary>Whether a value that does not fit its field is found before anything is dropped.</summary>
    public bool IsAtomic => _rules.Count <= 1;

    /// <summary>Drops the tasks.</summary>
    public PruneReport Drop(SqliteConnection connection)
    {
        using var way = new DroppingWay(connection);
        return Run(way);
    }

    /// <summary>Finds what <see cref="Drop"/> would drop, and writes nothing to the file.</summary>
    public PruneReport Rehearse(SqliteConnection connection)
    {
        using var way = new RehearsingWay(connection);
        return Run(way);
    }

    private PruneReport Run(PruningWay way)
    {
        var byRule = _rules.Select(rule => rule is { } some ? ByRule(way, some.Plan, some.Query) : 0).ToList();
        return new PruneReport([.. byRule], ByRecordLimit(way), BySizeLimit(way), way.BufferBytes);
    }

    private static (QueryPlan Plan, TaskQuery Query) Planned(QueryPlanner planner, Filter filter)
    {
        var query = new TaskQuery { Filter = filter, Keys = TaskKeys.Of(TaskKey.MsgId) };
        return (planner.Plan(query), query);
    }

    private static long ByRule(PruningWay way, QueryPlan plan, TaskQuery query)
    {
        using var statement = new SessionStatement(
            way.Connection, way.Sql($"SELECT id FROM {way.Left($"msg_id IN ({plan.Sql})")}"), plan.ParameterNames);
        plan.Bind(statement, query);
        return way.Take(statement);
    }

    private long ByRecordLimit(PruningWay way)
    {
        if (policy.RecordLimit is not { } limit || Number(way, "count(*)") is var count && count <= limit)
        {
            return 0;
        }

        // In two steps, each in the order of an index, rather than one that sorts all tasks.
        var number = count - policy.RecordsKept;
        var completed = Take(way, Oldest(way, "IS NOT NULL"), number);
        return completed == number ? completed : completed + Take(way, Oldest(way, "IS NULL"), number - completed);
    }

    /// <summary>Tasks go until the rest fits: each one before which too much is still there.</summary>
    private long BySizeLimit(PruningWay way)
    {
        if (policy.SizeLimit is not { } limit || Number(way, "total(buffer_bytes)") is var bytes && bytes <= limit)
        {
            return 0;
        }

        return Take(
            way,
            $"SELECT id FROM (SELECT id, buffer_bytes, sum(buffer_bytes) OVER ({Order} ROWS UNBOUNDED PRECEDING) AS upto "
                + $"FROM {way.Left()}) WHERE upto - buffer_bytes < @number",
            bytes - policy.BytesKept);
    }

    private static string Oldest(PruningWay way, string completed) =>
        $"SELECT id FROM {way.Left($"completed {completed}")} ORDER BY submitted, id LIMIT @number";

    private static long Take(PruningWay way, string select, long number)
    {
        using var statement = new SessionStatement(way.Connection, way.Sql(select), ["@number"]);
        statement.Set(0, number, held: null);
        return way.Take(statement);
    }

    private static long Number(PruningWay way, string what)
    {
        using var statement = new SessionStatement(way.Connection, $"SELECT {what} FROM {way.Left()}", []);
        return statement.First() ? raw.sqlite3_column_int64(statement.Row, 0) : 0;
    }
}
