using TaskDbLinq.Filters;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;

namespace TaskDbLinq.Specification.Operations;

/// <summary>Waiting for tasks, with a clock that does not wait, and watching them.</summary>
public abstract class WaitSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    private static readonly Filter All = Filter.Everything;

    /// <summary>Without the changes that are told, the second look would come after a minute.</summary>
    [Fact]
    public async Task A_change_ends_a_pause()
    {
        var db = await SampleDatabaseAsync();
        var options = new WaitOptions
        {
            FirstPause = TimeSpan.FromMilliseconds(20),
            LongestPause = TimeSpan.FromMinutes(1),
            Timeout = TimeSpan.FromMinutes(2),
        };
        var wait = db.WaitAsync(["t4"], options, Cancel);
        await Task.Delay(200, Cancel);
        await CompleteAsync(db, "t4");
        Assert.True((await wait.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).IsDone);
    }

    [Fact]
    public async Task Changes_are_told_as_they_are_made()
    {
        var db = await SampleDatabaseAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var all = ReadAsync(db.WatchAsync(cancellationToken: end.Token), 9);
        var some = ReadAsync(db.WatchAsync(Filter.Parse("""{"msg_id": {"$in": ["new", "b2"]}}"""), end.Token), 5);
        await db.AddAsync(new TaskRecord { MsgId = "new" }, Cancel);
        await Assert.ThrowsAsync<DuplicateTaskException>(() => db.AddAsync(new TaskRecord { MsgId = "new" }, Cancel));
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.UpdateAsync("none", TaskUpdate.Empty.Set("stdout", "x"), Cancel));
        await db.UpdateAsync("t0", TaskUpdate.Empty.Set("stdout", "x"), Cancel);
        await db.WriteAsync(
            new TaskBatch
            {
                Adds = [new TaskRecord { MsgId = "b1" }, new TaskRecord { MsgId = "b2" }],
                Updates = [KeyValuePair.Create("new", TaskUpdate.Empty.Set("stdout", "x"))],
                Drops = ["t1"],
            },
            Cancel);
        await db.DropAsync("t2", Cancel);
        Assert.Equal(0, await db.DropMatchingAsync(Filter.Parse("""{"msg_id": "none"}"""), Cancel));
        Assert.Equal(1, await db.DropMatchingAsync(Filter.Parse("""{"msg_id": "b1"}"""), Cancel));
        await db.AddAsync(new TaskRecord { MsgId = "last" }, Cancel);
        Assert.Equal(
            ["Added new", "Updated t0", "Added b1", "Added b2", "Updated new", "Dropped t1", "Dropped t2", "Dropped ", "Added last"],
            await all.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.Equal(
            ["Added new", "Added b2", "Updated new", "Dropped t1", "Dropped t2"], await some.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.Throws<QueryException>(() => db.WatchAsync(Filter.Parse("""{"complted": null}"""), Cancel));
    }

    /// <summary>Of a batch that fails nothing is told, and of changes that are made one by one those that were made.</summary>
    [Fact]
    public async Task What_is_refused_is_not_told()
    {
        var db = await SampleDatabaseAsync();
        var told = ReadAsync(db.WatchAsync(cancellationToken: Cancel), 4);
        var mark = TaskUpdate.Empty.Set("stdout", "x");
        TaskRecord fresh = new() { MsgId = "fresh" }, taken = new() { MsgId = "t3" };
        await Assert.ThrowsAsync<DuplicateTaskException>(() => db.WriteAsync(TaskBatch.Add(fresh, taken), Cancel));
        await Assert.ThrowsAsync<TaskNotFoundException>(
            () => db.WriteAsync(new TaskBatch { Adds = [fresh], Updates = [new("t1", mark), new("none", mark)] }, Cancel));
        await Assert.ThrowsAsync<TaskNotFoundException>(
            () => db.WriteAsync(new TaskBatch { Adds = [fresh], Drops = ["t1", "none"] }, Cancel));
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.DropAsync("none", Cancel));
        var update = UpdateDocument.Parse("""{"$set": {"stdout": "x"}}""");
        Assert.Equal(0, await db.UpdateMatchingAsync(Filter.Parse("""{"msg_id": "none"}"""), update, Cancel));
        var failures = await db.WriteEachAsync(
            new TaskBatch { Adds = [taken, fresh], Updates = [new("none", mark), new("t0", mark)], Drops = ["missing", "t1"] }, Cancel);
        Assert.Equal(["t3", "none", "missing"], failures.Select(failure => failure.MsgId));
        await db.AddAsync(new TaskRecord { MsgId = "last" }, Cancel);
        var changes = await told.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(["Added fresh", "Dropped t1", "Updated t0"], changes.Take(3).Order(StringComparer.Ordinal));
        Assert.Equal("Added last", changes[3]);
    }

    [Fact]
    public async Task A_query_is_waited_for_until_all_that_it_selects_is_completed()
    {
        var db = await SampleDatabaseAsync();
        var time = new ManualTime(
            Samples.Start, () => CompleteAsync(db, "t4"), () => CompleteAsync(db, "t5"), () => CompleteAsync(db, "t9"));
        var reports = new Reports<WaitProgress>();
        var result = await db.WaitAsync(Filter.Parse("""{"queue": "task"}"""), new WaitOptions { TimeProvider = time, Progress = reports }, Cancel);
        Assert.Empty(time.Faults);
        Assert.True(result.IsDone);
        Assert.Equal(4, result.PollCount);
        Assert.Equal([(6L, 3L), (6L, 2L), (6L, 1L), (6L, 0L)], reports.Select(report => (report.Selected, report.Remaining)));
        Assert.Equal("t6", Ids(db, """{"completed": null}"""));
    }

    [Fact]
    public async Task What_is_completed_already_is_not_waited_for()
    {
        var db = await SampleDatabaseAsync();
        var time = new ManualTime(Samples.Start);
        var options = new WaitOptions { TimeProvider = time };
        Assert.True((await db.WaitAsync(Filter.Parse("""{"engine_uuid": "e2"}"""), options, Cancel)).IsDone);
        Assert.True((await db.WaitAsync(Filter.Parse("""{"msg_id": "no"}"""), options, Cancel)).IsDone);
        Assert.True((await db.WaitAsync(["t0", "t7"], options, Cancel)).IsDone);
        Assert.True((await db.WaitAsync([], options, Cancel)).IsDone);
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task Over_time_is_an_answer_with_what_remains()
    {
        var db = await SampleDatabaseAsync();
        var time = new ManualTime(Samples.Start);
        var result = await db.WaitAsync(All, new WaitOptions { TimeProvider = time, Timeout = TimeSpan.FromSeconds(10) }, Cancel);
        Assert.False(result.IsDone);
        Assert.Equal("t4 t5 t6 t9", Ids(result.Remaining));
        Assert.Equal(TimeSpan.FromSeconds(10), result.Elapsed);

        // 50 ms, doubled up to 2 s, the last one cut to what is left: 50 + 100 + 200 + 400 + 800 + 1600 = 3150.
        Assert.Equal([50, 100, 200, 400, 800, 1600, 2000, 2000, 2000, 850], time.Pauses.Select(pause => pause.TotalMilliseconds));
    }

    [Fact]
    public async Task A_timeout_of_zero_looks_once()
    {
        var db = await SampleDatabaseAsync();
        var time = new ManualTime(Samples.Start);
        var options = new WaitOptions { TimeProvider = time, Timeout = TimeSpan.Zero };
        var result = await db.WaitAsync(["t9", "t0", "t4"], options, Cancel);
        Assert.Equal(["t9", "t4"], result.Remaining);
        Assert.Equal(1, result.PollCount);
        Assert.True((await db.WaitAsync(["t0"], options, Cancel)).IsDone);
        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task Pauses_are_short_again_after_a_change()
    {
        var db = await SampleDatabaseAsync();
        Task Nothing() => Task.CompletedTask;
        var time = new ManualTime(Samples.Start, Nothing, Nothing, () => CompleteAsync(db, "t4"), Nothing, () => CompleteAsync(db, "t5"));
        var reports = new Reports<WaitProgress>();
        var result = await db.WaitAsync(["t4", "t5"], new WaitOptions { TimeProvider = time, Progress = reports }, Cancel);
        Assert.Empty(time.Faults);
        Assert.True(result.IsDone);
        Assert.Equal([50, 100, 200, 50, 100], time.Pauses.Select(pause => pause.TotalMilliseconds));
        Assert.Equal(
            [(0L, 0), (1L, 350), (2L, 500)],
            reports.Select(report => (report.Done, (int)report.Elapsed.TotalMilliseconds)));
    }

    [Fact]
    public async Task A_query_can_be_waited_for_until_it_selects_nothing()
    {
        var db = await SampleDatabaseAsync();
        var time = new ManualTime(Samples.Start, () => db.DropAsync("t1"), () => db.DropMatchingAsync(Filter.Parse("""{"engine_uuid": "e2"}""")));
        var reports = new Reports<WaitProgress>();
        var options = new WaitOptions { TimeProvider = time, Goal = WaitGoal.NothingSelected, Progress = reports };
        Assert.True((await db.WaitAsync(Filter.Parse("""{"engine_uuid": "e2"}"""), options, Cancel)).IsDone);
        Assert.Empty(time.Faults);
        Assert.Equal([(0L, 3L), (1L, 2L), (3L, 0L)], reports.Select(report => (report.Done, report.Remaining)));
    }

    [Fact]
    public async Task A_task_that_is_dropped_meanwhile_is_waited_for_no_longer()
    {
        var db = await SampleDatabaseAsync();
        var time = new ManualTime(Samples.Start, () => db.DropAsync("t9"));
        Assert.True((await db.WaitAsync(["t9"], new WaitOptions { TimeProvider = time }, Cancel)).IsDone);
        Assert.Empty(time.Faults);
    }

    [Fact]
    public async Task A_query_sees_tasks_that_are_added_meanwhile()
    {
        var db = await DatabaseAsync(Samples.Submitted(1, "c1", null, "task"));
        var time = new ManualTime(
            Samples.Start,
            () => db.WriteAsync(new TaskBatch { Adds = [Samples.Submitted(2, "c1", null, "task")], Updates = [Completion("t1")] }),
            () => CompleteAsync(db, "t2"));
        Assert.Equal(3, (await db.WaitAsync(All, new WaitOptions { TimeProvider = time }, Cancel)).PollCount);
        Assert.Empty(time.Faults);
    }

    [Fact]
    public async Task Unknown_ids_are_an_error_when_the_wait_begins()
    {
        var db = await SampleDatabaseAsync();
        var error = await Assert.ThrowsAsync<TaskNotFoundException>(() => db.WaitAsync(["x", "t4", "y"], cancellationToken: Cancel));
        Assert.Equal(["x", "y"], error.MsgIds);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_in_its_pause()
    {
        var db = await SampleDatabaseAsync();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var options = new WaitOptions { FirstPause = TimeSpan.FromHours(1), Progress = new Cancelling(source) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.WaitAsync(All, options, source.Token));
    }

    private static async Task<List<string>> ReadAsync(IAsyncEnumerable<TaskChange> changes, int count)
    {
        var told = new List<string>();
        await foreach (var change in changes)
        {
            told.Add($"{change.Kind} {change.MsgId}");
            if (told.Count == count)
            {
                break;
            }
        }

        return told;
    }

    private static Task CompleteAsync(ITaskDb db, string id) => db.WriteAsync(new TaskBatch { Updates = [Completion(id)] });

    private static KeyValuePair<string, TaskUpdate> Completion(string id) =>
        KeyValuePair.Create(id, TaskUpdate.Empty.Set("completed", Samples.Start.AddHours(1)));

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<WaitProgress>
    {
        public void Report(WaitProgress value) => source.Cancel();
    }
}
