using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Operations;

/// <summary>The filters that operations ask the store with, and what they read of the answers.</summary>
internal static class Selection
{
    /// <summary>The filters are made here from ones that were within the caller's limits, and from ids.</summary>
    private static readonly FilterOptions Unlimited = FilterOptions.Default.WithLimits(new FilterLimits
    {
        Depth = 1_000,
        Nodes = int.MaxValue,
        ListLength = int.MaxValue,
        NameLength = int.MaxValue,
        PatternLength = int.MaxValue,
    });

    /// <summary>Nothing but the id.</summary>
    public static TaskKeys IdOnly { get; } = TaskKeys.Of(TaskKey.MsgId);

    /// <summary>The id, and whether the task is completed.</summary>
    public static TaskKeys Completion { get; } = TaskKeys.Of(TaskKey.MsgId, TaskKey.Completed);

    public static IReadOnlyDictionary<string, object?> Pending { get; } = new Dictionary<string, object?> { [TaskKey.Completed] = null };

    public static IReadOnlyDictionary<string, object?> Completed { get; } =
        new Dictionary<string, object?> { [TaskKey.Completed] = NotNull };

    /// <summary><c>{ $ne: null }</c></summary>
    public static IReadOnlyDictionary<string, object?> NotNull => new Dictionary<string, object?> { ["$ne"] = null };

    public static Filter Of(IReadOnlyDictionary<string, object?> filter) => Filter.Parse(filter, Unlimited);

    public static Filter Ids(IEnumerable<string> msgIds) =>
        Of(new Dictionary<string, object?> { [TaskKey.MsgId] = new Dictionary<string, object?> { ["$in"] = msgIds } });

    /// <summary><c>{ filter, condition } => { $and: [filter, condition] }</c></summary>
    public static Filter And(Filter filter, IReadOnlyDictionary<string, object?> condition) => filter & Of(condition);

    /// <summary>The ids without those that come again, in the order in which they were given.</summary>
    public static List<string> Distinct(IEnumerable<string> msgIds)
    {
        ArgumentNullException.ThrowIfNull(msgIds);
        var ids = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in msgIds)
        {
            ArgumentNullException.ThrowIfNull(id, nameof(msgIds));
            if (seen.Add(id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>The rows of the given ids, by id, in one question.</summary>
    public static async Task<Dictionary<string, TaskRow>> ReadAsync(
        ITaskDb db, IReadOnlyCollection<string> msgIds, TaskKeys keys, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, TaskRow>(msgIds.Count, StringComparer.Ordinal);
        await foreach (
            var row in db.QueryAsync(new TaskQuery { Filter = Ids(msgIds), Keys = keys }, cancellationToken).ConfigureAwait(false))
        {
            rows[Id(row)] = row;
        }

        return rows;
    }

    /// <summary>The rows of the given ids, by id.</summary>
    /// <exception cref="TaskNotFoundException">Some ids are unknown; all of them are listed.</exception>
    public static async Task<Dictionary<string, TaskRow>> ReadAllAsync(
        ITaskDb db, IReadOnlyCollection<string> msgIds, TaskKeys keys, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(db, msgIds, keys, cancellationToken).ConfigureAwait(false);
        var unknown = msgIds.Where(id => !rows.ContainsKey(id)).ToArray();
        return unknown.Length == 0 ? rows : throw new TaskNotFoundException(unknown);
    }

    /// <summary>The ids that a filter selects, in the order of their submission.</summary>
    public static async Task<List<string>> IdsAsync(ITaskDb db, Filter filter, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var query = new TaskQuery { Filter = filter, Keys = IdOnly, Sort = TaskSort.Parse(TaskKey.Submitted, TaskKey.MsgId) };
        await foreach (var row in db.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            ids.Add(Id(row));
        }

        return ids;
    }

    /// <summary>The ids that a filter selects, in no order.</summary>
    public static async Task<HashSet<string>> IdSetAsync(ITaskDb db, Filter filter, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in db.QueryAsync(new TaskQuery { Filter = filter, Keys = IdOnly }, cancellationToken).ConfigureAwait(false))
        {
            ids.Add(Id(row));
        }

        return ids;
    }

    public static string Id(TaskRow row) => (string)row[TaskKey.MsgId]!;

    public static bool IsCompleted(TaskRow row) => row[TaskKey.Completed] is not null;
}
