using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>
/// What a query does not select never leaves the store. One row can't be read, its timestamps and documents being none:
/// a filter that ran outside of SQLite would come by it.
/// </summary>
public sealed class UnreadableRowTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-unreadable");
    private SqliteDb _db = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(_folder.FullName, "tasks.db");
        _db = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Durability = SqliteDurability.Normal }, Cancel);
        await _db.WriteAsync(
            TaskBatch.Add(new TaskRecord { MsgId = "a", Queue = "mux" }, new TaskRecord { MsgId = "b", Queue = "task" }), Cancel);
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            "INSERT INTO task (msg_id, queue, submitted, started, completed, header) VALUES ('c', 'broken', 'then', 'then', 'then', '{')";
        await insert.ExecuteNonQueryAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_row_that_cant_be_read_is_an_error_for_who_asks_for_it()
    {
        Assert.Throws<TaskDbException>(() => _db.DbQuery("""{"queue": "broken"}"""));
        Assert.Throws<TaskDbException>(() => _db.Tasks.ToList());
        await Assert.ThrowsAsync<TaskDbException>(() => _db.GetAsync("c", Cancel));
    }

    [Fact]
    public async Task A_filter_runs_in_the_store()
    {
        var filter = Filter.Parse("""{"queue": "mux"}""");
        Assert.Equal("a", Assert.Single(_db.DbQuery("""{"queue": "mux"}"""))["msg_id"]);
        Assert.Equal("a", Assert.Single(await _db.QueryAsync(new TaskQuery { Filter = filter }, Cancel).ToListAsync(Cancel))["msg_id"]);
        Assert.Equal(["b", "a"], _db.Query(new TaskQuery { Sort = TaskSort.Parse("-queue"), Limit = 2 }).Select(row => row["msg_id"]));
        Assert.Equal(1, await _db.CountAsync(filter, Cancel));
        Assert.Equal("b", (await _db.GetAsync("b", Cancel)).MsgId);
        Assert.Equal(["a", "b", "c"], (await _db.GetHistoryAsync(Cancel)).Order());
        Assert.Equal(1, await _db.DropMatchingAsync(filter, Cancel));
    }

    [Fact]
    public async Task A_linq_query_runs_in_the_store()
    {
        Assert.Equal("a", _db.Tasks.Where(t => t.Queue == "mux").ToList().Single().MsgId);
        Assert.Equal("a", _db.Tasks.Single(t => t.Queue == "mux").MsgId);
        Assert.Equal(["b", "a"], _db.Tasks.OrderByDescending(t => t.Queue).Take(2).ToList().Select(t => t.MsgId));
        Assert.Equal(3, _db.Tasks.Count());
        Assert.Equal(2, _db.Tasks.Count(t => t.Started == null));
        Assert.Equal(["broken", "mux", "task"], _db.Tasks.Select(t => t.Queue).Distinct().ToList().Order());
        Assert.Equal(3, _db.Tasks.GroupBy(t => t.Queue).Select(g => new { g.Key, Count = g.Count() }).ToList().Count);
        var streamed = new List<string>();
        await foreach (var task in _db.Tasks.Where(t => t.Queue == "task").Async())
        {
            streamed.Add(task.MsgId);
        }

        Assert.Equal(["b"], streamed);
    }
}
