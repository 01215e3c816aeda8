using System.Collections.Immutable;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Writing;
using TaskDbLinq.Writing;

namespace TaskDbLinq.Sqlite.Transfer;

/// <summary>
/// The tasks of a file in the order of their ids, a slice at a time: no more memory than a slice is needed, and its lock
/// is given back between two slices, so that a controller goes on writing.
/// </summary>
internal static class TaskSlices
{
    private const int MaxTasks = 500;

    /// <summary>A slice ends after the task that brings it above this.</summary>
    private const long MaxBytes = 8L << 20;

    private static readonly ValueList<SortKey<TaskField>> ById = [new(TaskFields.MsgId)];

    public static IEnumerable<TaskSlice> Read(ITaskDb source, Filter filter)
    {
        for (var slice = Next(source, filter, "$gte", string.Empty);
            slice.Tasks.Count > 0;
            slice = Next(source, filter, "$gt", slice.Tasks[^1].MsgId))
        {
            yield return slice;
        }
    }

    /// <summary>The tasks of these ids, whole, one at a time.</summary>
    public static IEnumerable<TaskRecord> Find(ITaskDb target, IReadOnlyList<string> ids) =>
        Stream(target, new TaskQuery { Filter = Filter.Parse(Ids("$in", ids)), Keys = TaskKeys.All }).Select(ToRecord);

    /// <summary>The name of what is read: a file's table.</summary>
    public static string TableOf(ITaskDb source) => source.GetCapability<SqliteDb>()?.Table ?? "tasks";

    /// <summary>A file gives its rows as they are read, and not all at once: a slice may end before they do.</summary>
    private static IEnumerable<TaskRow> Stream(ITaskDb db, TaskQuery query) =>
        db.GetCapability<SqliteDb>()?.Stream(query) ?? db.Query(query);

    private static TaskSlice Next(ITaskDb source, Filter filter, string bound, string id)
    {
        var query = new TaskQuery
        {
            Filter = Filter.Parse(Ids(bound, id)) & filter,
            Keys = TaskKeys.All,
            Sort = ById,
            Limit = MaxTasks,
        };
        var (tasks, texts) = source.GetCapability<SqliteDb>() is { } file
            ? file.ReadWithTexts(query, Take)
            : (Take(source.Query(query)), OwnTexts.None);
        return new TaskSlice(tasks, texts);
    }

    private static List<TaskRecord> Take(IEnumerable<TaskRow> all)
    {
        var tasks = new List<TaskRecord>();
        long bytes = 0;
        foreach (var row in all)
        {
            tasks.Add(ToRecord(row));
            bytes += WriteSize.Of(tasks[^1]);
            if (bytes >= MaxBytes)
            {
                break;
            }
        }

        return tasks;
    }

    private static Dictionary<string, object?> Ids(string name, object operand) =>
        new() { [TaskKey.MsgId] = new Dictionary<string, object?> { [name] = operand } };

    private static TaskRecord ToRecord(TaskRow row)
    {
        var task = new TaskRecord { MsgId = (string)row[TaskKey.MsgId]! };
        foreach (var field in TaskFields.All)
        {
            if (row[field.Key] is { } value && field != TaskFields.MsgId)
            {
                task = field.With(task, value);
            }
        }

        return task;
    }
}

/// <summary>Tasks that were read together.</summary>
/// <param name="Tasks">The tasks, in the order of their ids.</param>
/// <param name="Texts">The text of their dict fields, where another program wrote it.</param>
internal sealed record TaskSlice(List<TaskRecord> Tasks, OwnTexts Texts);
