using System.Text.Json;
using TaskDbLinq;
using Xunit;

namespace Shop;

/// <summary>The C# of README.md, docs/getting-started.md and docs/recipes.md about tasks, compiled and run.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class TaskSnippets : IDisposable
{
    private static readonly DateTime Then = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    private readonly CurrentFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_queries_of_ipythons_documentation_run()
    {
        await using (var writer = await SqliteDb.OpenAsync("tasks.db"))
        {
            await writer.WriteAsync(TaskBatch.Add(
                new TaskRecord { MsgId = "a", Submitted = Then, Started = Then, ClientUuid = "c1", EngineUuid = "e1" },
                new TaskRecord
                {
                    MsgId = "b",
                    Submitted = Then,
                    Started = DateTime.UtcNow,
                    Completed = DateTime.UtcNow,
                    ClientUuid = "c1",
                    EngineUuid = "e2",
                },
                new TaskRecord { MsgId = "c", Submitted = Then, Started = Then, Completed = Then, ClientUuid = "c2", EngineUuid = "e3" }));
        }

        await using ITaskDb db = await SqliteDb.OpenAsync("tasks.db", SqliteDbOptions.ReadOnly);
        var hourAgo = DateTime.UtcNow.AddHours(-1);
        var late = await db.Tasks.Where(t => t.Completed == null && t.Submitted < hourAgo).Async().ToListAsync();
        var rows = db.DbQuery(new Dictionary<string, object?> { ["completed"] = null }, ["msg_id", "started"]);

        var me = "c1";
        string[] uuids = ["e2", "e3"];
        Assert.Equal("a", Assert.Single(late).MsgId);
        Assert.Equal("a", Assert.Single(rows)["msg_id"]);

        var pending =
            db.Tasks.Where(t => t.Completed == null).Select(t => new { t.MsgId, t.Started }).ToList();

        Assert.Equal("a", Assert.Single(pending).MsgId);

        var recent =
            db.Tasks.Where(t => t.Started >= hourAgo && t.ClientUuid == me).ToList();

        Assert.Equal("b", Assert.Single(recent).MsgId);

        var recentRows =
            db.DbQuery(new Dictionary<string, object?>
            {
                ["started"] = new Dictionary<string, object?> { ["$gte"] = hourAgo },
                ["client_uuid"] = me,
            });

        Assert.Equal("b", Assert.Single(recentRows)["msg_id"]);

        var others =
            db.Tasks.Where(t => t.Started < hourAgo && t.ClientUuid != me).ToList();

        Assert.Equal("c", Assert.Single(others).MsgId);

        var otherRows =
            db.DbQuery(new Dictionary<string, object?>
            {
                ["started"] = new Dictionary<string, object?> { ["$le"] = hourAgo },
                ["client_uuid"] = new Dictionary<string, object?> { ["$ne"] = me },
            });

        Assert.Equal("c", Assert.Single(otherRows)["msg_id"]);

        var headers =
            db.Tasks.Where(t => uuids.Contains(t.EngineUuid)).Select(t => new { t.MsgId, t.ResultHeader }).ToList();

        Assert.Equal(["b", "c"], headers.Select(header => header.MsgId).Order());

        var headerRows =
            db.DbQuery(new Dictionary<string, object?>
            {
                ["engine_uuid"] = new Dictionary<string, object?> { ["$in"] = uuids },
            }, "result_header");

        Assert.Equal(2, headerRows.Count);
    }

    [Fact]
    public void A_task_is_json_with_ipythons_keys()
    {
        var task = new TaskRecord { MsgId = "a", Submitted = Then };

        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
        var json = JsonSerializer.Serialize(task, options);
        var back = JsonSerializer.Deserialize<TaskRecord>(json, options);

        Assert.StartsWith("{\"msg_id\":\"a\",", json);
        Assert.Equal(task, back);
    }

    [Fact]
    public async Task Retention_belongs_to_the_database()
    {
        var options = new SqliteDbOptions { Retention = new RetentionPolicy { RecordLimit = 100_000 } };
        await using var db = await SqliteDb.OpenAsync("mine.db", options);

        Assert.Equal(0, await db.CountAsync(Filter.Everything, TestContext.Current.CancellationToken));
    }
}
