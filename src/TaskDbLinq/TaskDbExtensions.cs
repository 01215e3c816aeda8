using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq;

/// <summary>IPython's <c>db_query</c> in its own terms: a dictionary or JSON, and keys.</summary>
public static class TaskDbExtensions
{
    /// <summary>Answers a query: <c>db.DbQuery(new() { ["completed"] = null }, ["msg_id", "started"])</c>.</summary>
    /// <param name="db">The database.</param>
    /// <param name="query">The filter.</param>
    /// <param name="keys">The keys of the rows; <c>msg_id</c> always is one. Null for all but the buffers.</param>
    /// <exception cref="QueryException">The filter or a key is wrong; every problem is listed.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> DbQuery(
        this ITaskDb db, IReadOnlyDictionary<string, object?> query, IEnumerable<string>? keys = null) =>
        Run(db, Filter.TryParse(query).For<TaskRecord>(), TaskKeys.Of(keys));

    /// <param name="db">The database.</param>
    /// <param name="query">The filter.</param>
    /// <param name="key">The one key of the rows beside <c>msg_id</c>.</param>
    /// <inheritdoc cref="DbQuery(ITaskDb, IReadOnlyDictionary{string, object?}, IEnumerable{string}?)"/>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> DbQuery(
        this ITaskDb db, IReadOnlyDictionary<string, object?> query, string key) => DbQuery(db, query, [key]);

    /// <param name="db">The database.</param>
    /// <param name="json">The filter as Extended JSON.</param>
    /// <param name="keys">The keys of the rows; <c>msg_id</c> always is one. Null for all but the buffers.</param>
    /// <inheritdoc cref="DbQuery(ITaskDb, IReadOnlyDictionary{string, object?}, IEnumerable{string}?)"/>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> DbQuery(
        this ITaskDb db, string json, IEnumerable<string>? keys = null) =>
        Run(db, Filter.TryParse(json).For<TaskRecord>(), TaskKeys.Of(keys));

    /// <param name="db">The database.</param>
    /// <param name="json">The filter as Extended JSON.</param>
    /// <param name="key">The one key of the rows beside <c>msg_id</c>.</param>
    /// <inheritdoc cref="DbQuery(ITaskDb, IReadOnlyDictionary{string, object?}, IEnumerable{string}?)"/>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> DbQuery(this ITaskDb db, string json, string key) =>
        DbQuery(db, json, [key]);

    /// <inheritdoc cref="DbQuery(ITaskDb, IReadOnlyDictionary{string, object?}, IEnumerable{string}?)"/>
    public static Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> DbQueryAsync(
        this ITaskDb db, IReadOnlyDictionary<string, object?> query, IEnumerable<string>? keys = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(db, Filter.TryParse(query).For<TaskRecord>(), TaskKeys.Of(keys), cancellationToken);

    /// <inheritdoc cref="DbQuery(ITaskDb, IReadOnlyDictionary{string, object?}, string)"/>
    public static Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> DbQueryAsync(
        this ITaskDb db, IReadOnlyDictionary<string, object?> query, string key, CancellationToken cancellationToken = default) =>
        DbQueryAsync(db, query, [key], cancellationToken);

    /// <inheritdoc cref="DbQuery(ITaskDb, string, IEnumerable{string}?)"/>
    public static Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> DbQueryAsync(
        this ITaskDb db, string json, IEnumerable<string>? keys = null, CancellationToken cancellationToken = default) =>
        RunAsync(db, Filter.TryParse(json).For<TaskRecord>(), TaskKeys.Of(keys), cancellationToken);

    /// <inheritdoc cref="DbQuery(ITaskDb, string, string)"/>
    public static Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> DbQueryAsync(
        this ITaskDb db, string json, string key, CancellationToken cancellationToken = default) =>
        DbQueryAsync(db, json, [key], cancellationToken);

    /// <summary>Counts all tasks.</summary>
    public static Task<long> CountAsync(this ITaskDb db, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.CountAsync(Filter.Everything, cancellationToken);
    }

    /// <summary>Counts the tasks that a filter selects.</summary>
    /// <param name="db">The database.</param>
    /// <param name="filter">The filter as a dictionary.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="QueryException">The filter is wrong; every problem is listed.</exception>
    public static Task<long> CountAsync(
        this ITaskDb db, IReadOnlyDictionary<string, object?> filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.CountAsync(Filter.TryParse(filter).For<TaskRecord>(), cancellationToken);
    }

    /// <param name="db">The database.</param>
    /// <param name="json">The filter as Extended JSON.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <inheritdoc cref="CountAsync(ITaskDb, IReadOnlyDictionary{string, object?}, CancellationToken)"/>
    public static Task<long> CountAsync(this ITaskDb db, string json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.CountAsync(Filter.TryParse(json).For<TaskRecord>(), cancellationToken);
    }

    /// <summary>Drops the tasks that a filter selects.</summary>
    /// <param name="db">The database.</param>
    /// <param name="filter">The filter as a dictionary.</param>
    /// <param name="cancellationToken">Cancels the change; nothing is dropped then.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="QueryException">The filter is wrong; every problem is listed, and nothing is dropped.</exception>
    public static Task<long> DropMatchingAsync(
        this ITaskDb db, IReadOnlyDictionary<string, object?> filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.DropMatchingAsync(Filter.TryParse(filter).For<TaskRecord>(), cancellationToken);
    }

    /// <param name="db">The database.</param>
    /// <param name="json">The filter as Extended JSON.</param>
    /// <param name="cancellationToken">Cancels the change; nothing is dropped then.</param>
    /// <inheritdoc cref="DropMatchingAsync(ITaskDb, IReadOnlyDictionary{string, object?}, CancellationToken)"/>
    public static Task<long> DropMatchingAsync(this ITaskDb db, string json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.DropMatchingAsync(Filter.TryParse(json).For<TaskRecord>(), cancellationToken);
    }

    private static List<IReadOnlyDictionary<string, object?>> Run(ITaskDb db, Filter filter, TaskKeys keys)
    {
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        rows.AddRange(db.Query(new TaskQuery { Filter = filter, Keys = keys }));
        return rows;
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> RunAsync(
        ITaskDb db, Filter filter, TaskKeys keys, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        await foreach (var row in db.QueryAsync(new TaskQuery { Filter = filter, Keys = keys }, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }
}
