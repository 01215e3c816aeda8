using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>What a database in PostgreSQL keeps: by age, by number, by size.</summary>
public sealed class RetentionTests(PostgresServer server)
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

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
        Assert.Equal(7, await db.CountAsync(Filter.Everything, Cancel));
        Assert.Equal(rehearsal.ByRule.AsEnumerable(), (await db.PruneAsync(KeepFailures, cancellationToken: Cancel)).ByRule);
        Assert.Equal(["aborted-new", "error-old", "ok-new", "pending-old"], Ids(db));
        Assert.Equal(0, (await db.PruneAsync(KeepFailures, cancellationToken: Cancel)).Tasks);
    }

    [Fact]
    public async Task The_limits_take_completed_tasks_first_and_the_oldest_submitted_of_them()
    {
        // limit 5, fraction 0.2: 5 * 0.8 + 1 = 5 stay.
        await using var db = await OpenAsync([
            .. Enumerable.Range(0, 5)
            .Select(
                n =>
                    Task($"done{n}", 1) with
                    {
                        Submitted = DateTime.UnixEpoch.AddSeconds(100 - n), Buffers = BufferList.Of(new byte[60]),
                        ResultBuffers = BufferList.Of(new byte[30], new byte[10]),
                    }),
            .. Enumerable.Range(0, 3).Select(n => Task($"pending{n}", null) with { Submitted = DateTime.UnixEpoch.AddSeconds(n) })]);
        Assert.Equal(
            3, (await db.PruneAsync(new RetentionPolicy { RecordLimit = 5, CullFraction = 0.2 }, cancellationToken: Cancel)).ByRecordLimit);
        Assert.Equal(["done0", "done1", "pending0", "pending1", "pending2"], Ids(db));

        // 200 bytes are too many for 199; 199 * 0.9 = 179 stay at most: a task of 100 goes.
        Assert.Equal(0, (await db.PruneAsync(new RetentionPolicy { SizeLimit = 200 }, cancellationToken: Cancel)).Tasks);
        var report = await db.PruneAsync(new RetentionPolicy { SizeLimit = 199 }, cancellationToken: Cancel);
        Assert.Equal((1L, 100L), (report.BySizeLimit, report.BufferBytes));
        Assert.Equal(["done0", "pending0", "pending1", "pending2"], Ids(db));

        // Both counts are taken anew from an update.
        await db.UpdateAsync("pending1", TaskUpdate.Empty.Set("result_buffers", BufferList.Of(new byte[5000])), Cancel);
        Assert.Equal(5100, (await db.PruneAsync(new RetentionPolicy { SizeLimit = 0 }, dryRun: true, Cancel)).BufferBytes);
        Assert.Equal(3, (await db.PruneAsync(new RetentionPolicy { RecordLimit = 1 }, cancellationToken: Cancel)).ByRecordLimit);
        Assert.Equal(["pending2"], Ids(db));
    }

    [Fact]
    public async Task An_open_database_prunes_itself()
    {
        var (connection, schema) = server.CreateSchema();
        var options = new PostgresDbOptions { Schema = schema };
        await using var writer = await PostgresDb.OpenAsync(connection, options, Cancel);
        await writer.WriteAsync(TaskBatch.Add([Task("ok-new", 6, "ok"), Task("ok-old", 8, "ok")]), Cancel);
        var pruned = new PruneLog();
        await using var db = await PostgresDb.OpenAsync(
            connection,
            options with { Retention = KeepFailures, PruneInterval = TimeSpan.FromMilliseconds(20), Logger = pruned },
            Cancel);
        Assert.Equal("Dropped 1 tasks with 0 bytes of buffers.", await pruned.NextAsync());
        Assert.Equal(["ok-new"], Ids(db));

        // It does so again, at its interval.
        await writer.WriteAsync(TaskBatch.Add([Task("aborted-old", 31, "aborted")]), Cancel);
        Assert.Equal("Dropped 1 tasks with 0 bytes of buffers.", await pruned.NextAsync());
        Assert.Equal(["ok-new"], Ids(writer));
    }

    private static TaskRecord Task(string id, int? daysAgo, string? status = null) => new()
    {
        MsgId = id,
        Submitted = DateTime.UtcNow.AddDays(-500),
        Completed = daysAgo is { } days ? DateTime.UtcNow.AddDays(-days) : null,
        ResultContent = status is null ? null : Document.Of(("status", status)),
    };

    private static IEnumerable<string> Ids(PostgresDb db) =>
        db.Query(new TaskQuery { Keys = TaskKeys.Of("msg_id") }).Select(row => (string)row["msg_id"]!).Order(StringComparer.Ordinal);

    private async Task<PostgresDb> OpenAsync(params TaskRecord[] tasks)
    {
        var (connection, schema) = server.CreateSchema();
        var db = await PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema }, Cancel);
        await db.WriteAsync(TaskBatch.Add(tasks), Cancel);
        return db;
    }

    /// <summary>Tells what is pruned.</summary>
    private sealed class PruneLog : ILogger
    {
        private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

        public ValueTask<string> NextAsync() => _told.Reader.ReadAsync(Cancel);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _told.Writer.TryWrite(formatter(state, exception));
    }
}
