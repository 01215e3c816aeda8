using TaskDbLinq.Filters;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Specification.Operations;

/// <summary>Dropping tasks by query, by id, by engine, and all that are completed.</summary>
public abstract class PurgeSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    private static readonly PurgeOptions DryRun = new() { DryRun = true };
    private static readonly PurgeOptions Pending = new() { IncludePending = true };

    [Fact]
    public async Task All_completed_tasks_go_and_pending_ones_stay()
    {
        var db = await SampleDatabaseAsync();
        var result = await db.PurgeCompletedAsync(cancellationToken: Cancel);
        Assert.Equal(["t0", "t1", "t2", "t3", "t7", "t8"], result.MsgIds);
        Assert.False(result.IsDryRun);
        Assert.Equal("t4 t5 t6 t9", Ids(db, "{}"));
        Assert.Empty((await db.PurgeCompletedAsync(cancellationToken: Cancel)).MsgIds);
    }

    [Fact]
    public async Task A_query_drops_the_completed_ones_that_it_selects()
    {
        var db = await SampleDatabaseAsync();
        var mux = Filter.Parse("""{"queue": "mux"}""");
        Assert.Equal(["t0", "t1", "t8"], (await db.PurgeAsync(mux, cancellationToken: Cancel)).MsgIds);
        Assert.Equal("t2 t3 t4 t5 t6 t7 t9", Ids(db, "{}"));
        Assert.Equal(["t6"], (await db.PurgeAsync(mux, Pending, Cancel)).MsgIds);
        Assert.Equal("t2 t3 t4 t5 t7 t9", Ids(db, "{}"));
    }

    [Fact]
    public async Task Some_ids_are_dropped_and_unknown_ones_named()
    {
        var db = await SampleDatabaseAsync();
        var result = await db.PurgeAsync(["t8", "x", "t0", "t8"], cancellationToken: Cancel);
        Assert.Equal(["t8", "t0"], result.MsgIds);
        Assert.Equal(["x"], result.NotFound);
        Assert.Equal("t1 t2 t3 t4 t5 t6 t7 t9", Ids(db, "{}"));
    }

    [Fact]
    public async Task A_pending_one_among_ids_is_an_error_and_nothing_is_dropped()
    {
        var db = await SampleDatabaseAsync();
        var error =
            await Assert.ThrowsAsync<TaskPendingException>(() => db.PurgeAsync(["t0", "t9", "t1", "t4"], cancellationToken: Cancel));
        Assert.Equal(["t9", "t4"], error.MsgIds);
        Assert.Equal("The tasks 't9', 't4' are pending; nothing was dropped.", error.Message);
        await Assert.ThrowsAsync<TaskPendingException>(() => db.PurgeAsync(["t9"], DryRun, Cancel));
        Assert.Equal("t0 t1 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
        Assert.Equal(["t0", "t9"], (await db.PurgeAsync(["t0", "t9"], Pending, Cancel)).MsgIds);
        Assert.Equal("t1 t2 t3 t4 t5 t6 t7 t8", Ids(db, "{}"));
    }

    [Fact]
    public async Task An_engine_loses_its_completed_tasks()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(["t0", "t2"], (await db.PurgeEngineAsync("e1", cancellationToken: Cancel)).MsgIds);
        Assert.Equal("t1 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
        Assert.Empty((await db.PurgeEngineAsync("no", cancellationToken: Cancel)).MsgIds);
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_drops_nothing()
    {
        var db = await SampleDatabaseAsync();
        var result = await db.PurgeCompletedAsync(dryRun: true, Cancel);
        Assert.Equal(["t0", "t1", "t2", "t3", "t7", "t8"], result.MsgIds);
        Assert.True(result.IsDryRun);
        Assert.Equal(["t0"], (await db.PurgeAsync(["t0", "x"], DryRun, Cancel)).MsgIds);
        Assert.Equal(["t0", "t2"], (await db.PurgeEngineAsync("e1", DryRun, Cancel)).MsgIds);
        Assert.Equal("t0 t1 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
    }

    [Fact]
    public async Task No_ids_drop_nothing()
    {
        var db = await SampleDatabaseAsync();
        Assert.Empty((await db.PurgeAsync([], cancellationToken: Cancel)).MsgIds);
        Assert.Equal("t0 t1 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
    }

    [Fact]
    public async Task A_wrong_query_drops_nothing()
    {
        var db = await SampleDatabaseAsync();
        await Assert.ThrowsAsync<QueryException>(() => db.PurgeAsync(Filter.Parse("""{"enigne_uuid": "e1"}"""), cancellationToken: Cancel));
        Assert.Equal(10, (await db.GetHistoryAsync(Cancel)).Count);
    }

    [Fact]
    public async Task More_than_a_thousand_ids_go_at_once()
    {
        // IPython's SQLite backend fails from 1000 ids on; its in-memory one holds no more than 1024 tasks.
        var tasks = Enumerable.Range(100, 1020).Select(i => Samples.Done(i, "c1", "e1", "task") with { Buffers = null }).ToArray();
        var db = await DatabaseAsync();
        await db.WriteAsync(TaskBatch.Add(tasks), Cancel);
        var ids = tasks.Select(task => task.MsgId).TakeLast(1005).ToArray();
        var result = await db.PurgeAsync(ids, cancellationToken: Cancel);
        Assert.Equal(ids, result.MsgIds);
        Assert.Equal(15, (await db.GetHistoryAsync(Cancel)).Count);
    }
}
