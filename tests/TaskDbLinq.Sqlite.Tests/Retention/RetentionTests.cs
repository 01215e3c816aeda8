using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Retention;

/// <summary>What is dropped, in which order, and that the file gets shorter by it.</summary>
public sealed class RetentionTests : IDisposable
{
    private static readonly RetentionPolicy KeepFailures = new()
    {
        Keep =
        [
            new KeepRule(Filter.Parse("""{"result_content.status": "error"}""")),
            new KeepRule(Filter.Parse("""{"result_content.status": "ok"}"""), TimeSpan.FromDays(7)),
            new KeepRule(Filter.Everything, TimeSpan.FromDays(30)),
        ],
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-retention");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_first_rule_that_fits_decides()
    {
        await using var db = await OpenAsync(
            Task("ok-new", 6, status: "ok"),
            Task("ok-old", 8, status: "ok"),
            Task("error-old", 400, status: "error"),
            Task("aborted-new", 29, status: "aborted"),
            Task("aborted-old", 31, status: "aborted"),
            Task("no-status-old", 31),
            Task("pending-old", null));

        var rehearsal = await db.PruneAsync(KeepFailures, dryRun: true, Cancel);
        Assert.Equal([0L, 1L, 2L], rehearsal.ByRule);
        Assert.Equal(3, rehearsal.Tasks);
        Assert.Equal(7, await db.CountAsync(Filter.Everything, Cancel));

        var report = await db.PruneAsync(KeepFailures, cancellationToken: Cancel);
        Assert.Equal(rehearsal.ByRule.AsEnumerable(), report.ByRule);
        Assert.Equal(["aborted-new", "error-old", "ok-new", "pending-old"], Ids(db));
        Assert.Equal(0, (await db.PruneAsync(KeepFailures, cancellationToken: Cancel)).Tasks);
    }

    [Fact]
    public async Task The_record_limit_takes_completed_tasks_first_and_the_oldest_submitted_of_them()
    {
        // limit 5, fraction 0.2: 5 * 0.8 + 1 = 5 stay, as in DictDb.
        await using var db = await OpenAsync([
            .. Enumerable.Range(0, 5).Select(n => Task($"done{n}", 1) with { Submitted = DateTime.UnixEpoch.AddSeconds(100 - n) }),
            .. Enumerable.Range(0, 3).Select(n => Task($"pending{n}", null) with { Submitted = DateTime.UnixEpoch.AddSeconds(n) })]);
        var policy = new RetentionPolicy { RecordLimit = 5, CullFraction = 0.2 };
        Assert.Equal(3, (await db.PruneAsync(policy, dryRun: true, Cancel)).ByRecordLimit);
        Assert.Equal(3, (await db.PruneAsync(policy, cancellationToken: Cancel)).ByRecordLimit);
        Assert.Equal(["done0", "done1", "pending0", "pending1", "pending2"], Ids(db));

        // Pending tasks go only when there are no completed ones left.
        Assert.Equal(4, (await db.PruneAsync(new RetentionPolicy { RecordLimit = 1 }, cancellationToken: Cancel)).ByRecordLimit);
        Assert.Equal(["pending2"], Ids(db));
    }

    [Fact]
    public async Task The_size_limit_counts_both_kinds_of_buffers()
    {
        await using var db = await OpenAsync(Enumerable.Range(0, 10).Select(n => Task($"t{n}", 1) with
        {
            Submitted = DateTime.UnixEpoch.AddSeconds(n),
            Buffers = BufferList.Of(new byte[60]),
            ResultBuffers = BufferList.Of(new byte[30], new byte[10]),
        }).ToArray());
        Assert.Equal(0, (await db.PruneAsync(new RetentionPolicy { SizeLimit = 1_000 }, cancellationToken: Cancel)).Tasks);

        // 1000 bytes are too many for 999; 999 * 0.9 = 899 stay at most: two tasks of 100 go.
        var report = await db.PruneAsync(new RetentionPolicy { SizeLimit = 999 }, cancellationToken: Cancel);
        Assert.Equal((2L, 200L), (report.BySizeLimit, report.BufferBytes));
        Assert.Equal(["t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"], Ids(db));
        await db.PruneAsync(new RetentionPolicy { SizeLimit = 0 }, cancellationToken: Cancel);
        Assert.Empty(Ids(db));
    }

    [Fact]
    public async Task Dropping_gives_the_space_back_to_the_disk()
    {
        var file = Path.Combine(_folder.FullName, "large.db");
        await using var db = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Durability = SqliteDurability.Normal }, Cancel);
        for (var batch = 0; batch < 4; batch++)
        {
            await db.WriteAsync(
                TaskBatch.Add(
                    Enumerable.Range(0, 50).Select(n => Task($"{batch}-{n}", 10) with { Buffers = BufferList.Of(new byte[200_000]) })),
                Cancel);
        }

        Assert.InRange(Size(file), 40_000_000, long.MaxValue);
        var report = await db.PruneAsync(new RetentionPolicy { RecordLimit = 20, CullFraction = 0 }, cancellationToken: Cancel);
        Assert.Equal((180L, 36_000_000L), (report.Tasks, report.BufferBytes));
        Assert.InRange(Size(file), 4_000_000, 4_500_000);

        // What was dropped by hand is given back by the next run as well.
        await db.DropMatchingAsync(Filter.Everything, Cancel);
        await db.PruneAsync(new RetentionPolicy(), cancellationToken: Cancel);
        Assert.InRange(Size(file), 1, 200_000);
    }

    [Fact]
    public async Task An_open_database_is_pruned_in_the_background()
    {
        var options = new SqliteDbOptions { Retention = KeepFailures, PruneInterval = TimeSpan.FromMilliseconds(50) };
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "b.db"), options, Cancel);
        await db.WriteAsync(TaskBatch.Add(Task("ok-old", 8, status: "ok"), Task("ok-new", 6, status: "ok")), Cancel);
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (Ids(db).Count() > 1 && DateTime.UtcNow < deadline)
        {
            await System.Threading.Tasks.Task.Delay(20, Cancel);
        }

        Assert.Equal(["ok-new"], Ids(db));
    }

    [Fact]
    public async Task A_rehearsal_needs_no_right_to_write_and_a_run_does()
    {
        await (await OpenAsync(Task("ok-old", 8, status: "ok"))).DisposeAsync();
        await using var db = await SqliteDb.OpenAsync(
            Path.Combine(_folder.FullName, "a.db"), new SqliteDbOptions { Access = SqliteDbAccess.ReadOnly }, Cancel);
        Assert.Equal(1, (await db.PruneAsync(KeepFailures, dryRun: true, Cancel)).Tasks);
        await Assert.ThrowsAsync<ReadOnlyTaskDbException>(() => db.PruneAsync(KeepFailures, cancellationToken: Cancel));

        await using var ipython = await SqliteDb.OpenAsync(Samples.V71, cancellationToken: Cancel);
        await Assert.ThrowsAsync<ReadOnlyTaskDbException>(() => ipython.PruneAsync(KeepFailures, dryRun: true, Cancel));
    }

    private static TaskRecord Task(string id, int? daysAgo, string? status = null) => new()
    {
        MsgId = id,
        Submitted = DateTime.UtcNow.AddDays(-500),
        Completed = daysAgo is { } days ? DateTime.UtcNow.AddDays(-days) : null,
        ResultContent = status is null ? null : Document.Of(("status", status)),
    };

    private static IEnumerable<string> Ids(SqliteDb db) =>
        db.Query(new TaskQuery { Keys = TaskKeys.Of("msg_id") }).Select(row => (string)row["msg_id"]!).Order(StringComparer.Ordinal);

    private static long Size(string file) =>
        new FileInfo(file).Length + (File.Exists(file + "-wal") ? new FileInfo(file + "-wal").Length : 0);

    private async Task<SqliteDb> OpenAsync(params TaskRecord[] tasks)
    {
        var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "a.db"), cancellationToken: Cancel);
        await db.WriteAsync(TaskBatch.Add(tasks), Cancel);
        return db;
    }
}
