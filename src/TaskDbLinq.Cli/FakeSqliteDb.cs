using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Documents;
using TaskDbLinq.Queries;
using TaskDbLinq.Records;
namespace TaskDbLinq.Sqlite;
internal sealed record SqliteDbOptions { public string? Table { get; init; } }
internal sealed class SqliteDb(List<TaskRecord> all) : ITaskDb
{
    public static Task<SqliteDb> OpenAsync(string path, SqliteDbOptions? options = null, CancellationToken ct = default)
    {
        if (Directory.Exists(path)) { throw new TaskDbException($"'{path}' is a directory."); }
        if (!File.Exists(path)) { throw new TaskDbException($"There is no file '{path}'."); }
        var all = new List<TaskRecord>();
        try
        {
            using var c = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false");
            c.Open();
            using var k = c.CreateCommand();
            k.CommandText = $"select * from \"{options?.Table ?? "ipython-tasks"}\"";
            using var r = k.ExecuteReader();
            while (r.Read())
            {
                var t = new TaskRecord { MsgId = r.GetString(0) };
                for (var i = 1; i < r.FieldCount; i++)
                {
                    if (r.IsDBNull(i) || !TaskFields.ByKey.TryGetValue(r.GetName(i), out var f)) { continue; }
                    t = f.Kind switch
                    {
                        TaskFieldKind.Text => f.With(t, r.GetString(i)),
                        TaskFieldKind.Timestamp => f.With(t, Timestamps.TryParse(r.GetString(i), out var u) ? u : null),
                        TaskFieldKind.Dict => f.With(t, DocumentJson.ParsePlain(r.GetString(i))),
                        _ => t,
                    };
                }
                all.Add(t);
            }
        }
        catch (SqliteException e) { throw new TaskDbException($"'{path}' is not a database: {e.Message}", e); }
        return Task.FromResult(new SqliteDb(all));
    }
    public IQueryable<TaskRecord> Tasks => all.AsQueryable();
    public IEnumerable<TaskRow> Query(TaskQuery query)
    {
        IEnumerable<TaskRecord> rows = all.Where(query.Filter.ToPredicate<TaskRecord>());
        foreach (var s in query.Sort.Reverse()) { rows = s.Descending ? rows.OrderByDescending(t => s.Field.Read(t)) : rows.OrderBy(t => s.Field.Read(t)); }
        rows = rows.Skip(query.Skip);
        return (query.Limit is { } n ? rows.Take(n) : rows).Select(t => TaskRow.Of(t, query.Keys));
    }
    public async IAsyncEnumerable<TaskRow> QueryAsync(TaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var r in Query(query)) { yield return r; }
    }
    public Task<long> CountAsync(MongoQuery filter, CancellationToken cancellationToken = default) => Task.FromResult((long)all.Count(filter.ToPredicate<TaskRecord>()));
    public Task<TaskRecord> GetAsync(string msgId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task<IReadOnlyList<string>> GetHistoryAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task AddAsync(TaskRecord task, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task UpdateAsync(string msgId, TaskUpdate update, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task DropAsync(string msgId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task<long> DropMatchingAsync(MongoQuery filter, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public ValueTask DisposeAsync() => default;
}
