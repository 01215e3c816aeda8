using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Model;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Finds the record at which a query failed, so that the error can name it: SQLite says what went wrong in a function, and not where.
/// The records are read in the order of their ids up to the first that can't be read; only a query that failed pays for it.
/// </summary>
internal sealed class UnreadableRecord(FileLayout layout, QueryPlanner planner)
{
    private const int GenericError = 1;

    private static readonly ValueList<SortKey<TaskField>> ById = [new(TaskFields.MsgId)];

    /// <summary>Whether an error may come from what a record holds, rather than from the file or its locks.</summary>
    public static bool IsSuspected(Exception fault) =>
        fault is FormatException
            or SqliteException { SqliteErrorCode: GenericError }
            or InvalidOperationException { InnerException: FormatException };

    /// <summary>What is wrong with which record; null when all records can be read, so that the error has another cause.</summary>
    /// <exception cref="SqliteException">The file can't be read.</exception>
    public string? Find()
    {
        using var session = new ReadSession(layout, isPooled: false);
        string? last = null;
        try
        {
            foreach (var row in Rows(session, new TaskQuery { Keys = TaskKeys.Default, Sort = ById }))
            {
                foreach (var field in TaskKeys.Default.Fields)
                {
                    // A document of our own layout is read when it is first looked into.
                    _ = row[field.Key] is Document { Count: 0 };
                }

                last = (string)row[TaskKey.MsgId]!;
            }

            return null;
        }
        catch (Exception fault) when (IsSuspected(fault))
        {
            return $"{Next(session, last)}: {SqliteFault.Message(fault)}";
        }
    }

    private string Next(ReadSession session, string? last)
    {
        var after = new Dictionary<string, object?> { ["$gt"] = last ?? string.Empty };
        var filter = Filter.Parse(new Dictionary<string, object?> { [TaskKey.MsgId] = after });
        var query = new TaskQuery { Filter = filter, Keys = TaskKeys.Of(), Sort = ById, Limit = 1 };
        return $"'{QueryProblem.Shown((string)Rows(session, query).Single()[TaskKey.MsgId]!)}'";
    }

    private IEnumerable<TaskRow> Rows(ReadSession session, TaskQuery query)
    {
        var plan = planner.Plan(query);
        return session.Run(plan, target => plan.Bind(target, query), plan.Read);
    }
}
