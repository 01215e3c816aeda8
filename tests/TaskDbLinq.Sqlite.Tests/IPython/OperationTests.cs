using TaskDbLinq.Operations;

namespace TaskDbLinq.Sqlite.Tests.IPython;

/// <summary>The operations that only read, over the database of a real 7.1 controller; the rest says that it is read only.</summary>
/// <remarks>The figures were computed by Python's sqlite3, json and pickle from the file.</remarks>
public sealed class OperationTests
{
    private const string Resubmitted = "b02e7b21-0bdb1fe319bb12446b90223a_13351_2";

    [Fact]
    public async Task Figures()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        var stats = await db.StatsAsync(includeBytes: true);
        Assert.Equal(419, stats.Total);
        Assert.Equal(
            [(TaskState.Pending, 10L), (TaskState.Ok, 318L), (TaskState.Error, 57L), (TaskState.Aborted, 34L)],
            stats.States.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([("mux", 158L), ("task", 261L)], stats.Queues.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([118L, 301L], stats.Clients.Values);
        Assert.Equal(
            new DurationStats(406, TimeSpan.FromMicroseconds(1330), TimeSpan.FromMicroseconds(12301), TimeSpan.FromMicroseconds(500697)),
            stats.RunTime);
        Assert.Equal(new ByteStats(190450, 1045541), stats.Bytes);
    }

    [Fact]
    public async Task Queues()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        var status = await db.QueueStatusAsync();
        Assert.Equal(
            [
                new EngineQueue("53e5a9a0-95524cb4095edd505cfbaa14", Queued: 2, Running: 0, Completed: 111),
                new EngineQueue("a862ecce-fa4c8b95a815ffd277a0439e", 2, 0, 86),
                new EngineQueue("cb32cb5e-e86aa9f01339b1dd37a37afe", 2, 0, 83),
                new EngineQueue("ffe8aa4f-d8aa04f5590353d93a61abcf", 2, 0, 126),
            ],
            status.Engines);
        Assert.Equal((2L, 3L), (status.Unassigned, status.CompletedWithoutEngine));
    }

    [Fact]
    public async Task Results()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        Assert.Equal(Resubmitted, (await db.GetResultAsync(Resubmitted)).MsgId);
        var again = await db.GetResultAsync(Resubmitted, followResubmitted: true);
        Assert.Equal("f6e22e4b-1aa0dc60fc59063c4874e666_13354_12", again.MsgId);
        Assert.Equal([Resubmitted], again.FollowedFrom);
        var status = await db.ResultStatusAsync(["b02e7b21-0bdb1fe319bb12446b90223a_13351_117", Resubmitted]);
        Assert.Equal(["b02e7b21-0bdb1fe319bb12446b90223a_13351_117"], status.Pending);
        Assert.Equal([Resubmitted], status.Completed);
    }

    [Fact]
    public async Task Waits()
    {
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        var result = await db.WaitAsync(Filter.Everything, new WaitOptions { Timeout = TimeSpan.Zero });
        Assert.Equal(10, result.Remaining.Count);
        Assert.True((await db.WaitAsync([Resubmitted])).IsDone);
    }

    [Fact]
    public async Task A_dry_purge_answers_and_what_writes_is_refused()
    {
        var before = Samples.Digest(Samples.V71);
        await using ITaskDb db = await SqliteDb.OpenAsync(Samples.V71);
        Assert.Equal(409, (await db.PurgeCompletedAsync(dryRun: true)).MsgIds.Count);
        await Assert.ThrowsAsync<ReadOnlyTaskDbException>(() => db.PurgeCompletedAsync());
        await Assert.ThrowsAsync<ReadOnlyTaskDbException>(() => db.ResubmitAsync([Resubmitted]));
        Assert.Equal(before, Samples.Digest(Samples.V71));
    }
}
