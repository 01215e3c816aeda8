using System.Linq.Dynamic.Core;
using Microsoft.EntityFrameworkCore;
using MongoDB.Driver;
using MongoDB.Driver.Linq;
using TaskDbLinq;
using Xunit;

namespace Shop.Tasks;

/// <summary>What the documents show compiles in a file that imports EF Core, Dynamic LINQ and MongoDB's driver, too, and runs.</summary>
public sealed class BesideOtherLibrariesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-snippets");
    private ITaskDb _db = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _db = await TaskDb.OpenAsync(new TaskDbOptions { SqliteLocation = _folder.FullName });
        await _db.WriteAsync(TaskBatch.Add(Enumerable.Range(0, 5).Select(number => new TaskRecord
        {
            MsgId = $"t{number}",
            Submitted = new DateTime(2026, 11, 23, 20, number, 0, DateTimeKind.Utc),
            Started = number < 3 ? new DateTime(2026, 11, 23, 21, number, 0, DateTimeKind.Utc) : null,
            Completed = number < 2 ? new DateTime(2026, 11, 23, 22, number, 0, DateTimeKind.Utc) : null,
            EngineUuid = number % 2 == 0 ? "e1" : "e2",
        })));
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Asynchronous_linq_has_one_meaning()
    {
        var pending = _db.Tasks.Where(t => t.Completed == null).OrderBy(t => t.MsgId);
        Assert.Equal(["t2", "t3", "t4"], (await pending.Async().ToListAsync(Cancel)).Select(t => t.MsgId));
        Assert.Equal(3, await pending.Async().CountAsync(Cancel));
        Assert.True(await pending.Async().AnyAsync(Cancel));
        Assert.Equal("t2", (await pending.Async().FirstOrDefaultAsync(Cancel))?.MsgId);
        var seen = new List<string>();
        await foreach (var task in pending.Async().WithCancellation(Cancel))
        {
            seen.Add(task.MsgId);
        }

        Assert.Equal(["t2", "t3", "t4"], seen);
    }

    [Fact]
    public async Task Dictionaries_and_json_are_asked_without_more()
    {
        var rows = _db.DbQuery(new Dictionary<string, object?> { ["completed"] = null }, ["msg_id", "started"]);
        Assert.Equal(3, rows.Count);
        Assert.Equal(2, (await _db.DbQueryAsync("""{"completed": {"$ne": null}}""", "started", Cancel)).Count);
        Assert.Equal(3, await _db.CountAsync("""{"engine_uuid": "e1"}""", Cancel));
        Assert.Equal(3, (await _db.StatsAsync("""{"completed": null}""", Cancel)).Total);
        Assert.Null(await _db.TryGetAsync("none", Cancel));
    }

    [Fact]
    public void A_text_predicate_does_not_collide_with_dynamic_linq() =>
        Assert.Equal(["t3", "t4"], _db.Tasks.WhereText("started == null").OrderBy(t => t.MsgId).Select(t => t.MsgId).ToList());

    [Fact]
    public void Filters_compose_and_equal_by_value()
    {
        var pending = Filter.Parse("""{"completed": null}""");
        var onEngine = Filter.Parse(new Dictionary<string, object?> { ["engine_uuid"] = "e2" });
        Assert.Equal(["t3"], _db.Query(new TaskQuery { Filter = pending & onEngine }).Select(row => row["msg_id"]));
        Assert.Equal(4, _db.Query(new TaskQuery { Filter = pending | onEngine }).Count());
        Assert.Equal(2, _db.Query(new TaskQuery { Filter = !pending }).Count());
        Assert.Equal(pending, Filter.Parse("""{ "completed" : null }"""));
        Assert.Empty(pending.Validate<TaskRecord>());
        Assert.Equal("did", Assert.Single(Filter.Parse("""{"did": 1}""").Validate<TaskRecord>()).Path);
        Assert.True(Filter.TryParse("""{"msg_id": "t1"}""", null, out var parsed));
        Assert.Equal(parsed, Filter.FromExpression<TaskRecord>(t => t.MsgId == "t1"));
        Assert.False(Filter.TryParse("""{"$typo": 1}""").Success);
    }

    /// <summary>What only some backends can do is reached through what <see cref="TaskDb.OpenAsync"/> gives.</summary>
    [Fact]
    public async Task Pruning_is_a_capability()
    {
        var prunable = _db.GetCapability<IPrunableTaskDb>();
        Assert.NotNull(prunable);
        var report = await prunable.PruneAsync(new RetentionPolicy { RecordLimit = 2 }, dryRun: true, Cancel);
        Assert.Equal(3, report.Tasks);
        Assert.Equal(5, await _db.CountAsync(Cancel));
        await using var memory = new DictDb();
        Assert.Null(((ITaskDb)memory).GetCapability<IPrunableTaskDb>());
    }

    [Fact]
    public async Task Every_failure_has_one_base()
    {
        await Assert.ThrowsAnyAsync<TaskDbLinqException>(() => _db.GetAsync("none", Cancel));
        await Assert.ThrowsAnyAsync<TaskDbLinqException>(() => _db.AddAsync(new TaskRecord { MsgId = "t1" }, Cancel));
        await Assert.ThrowsAnyAsync<TaskDbLinqException>(() => _db.CountAsync("""{"typo": null}""", Cancel));
        Assert.ThrowsAny<TaskDbLinqException>(() => Filter.Parse("{"));
        Assert.ThrowsAny<TaskDbLinqException>(() => _db.Tasks.Where(t => t.MsgId.GetHashCode() == 1).ToList());
    }

    [Fact]
    public async Task Results_equal_by_their_values()
    {
        var options = new PurgeOptions { DryRun = true };
        Assert.Equal(
            await _db.PurgeAsync("""{"msg_id": "t1"}""", options, Cancel), await _db.PurgeAsync("""{"msg_id": "t1"}""", options, Cancel));
        Assert.Equal(await _db.QueueStatusAsync(Cancel), await _db.QueueStatusAsync(Cancel));
    }
}
