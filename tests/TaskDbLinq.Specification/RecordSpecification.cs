using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification;

/// <summary>Adding, getting, updating and dropping one task, and the history: ipyparallel's test_db.py and what it leaves out.</summary>
public abstract class RecordSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    [Fact]
    public async Task A_task_comes_back_whole()
    {
        var db = await DatabaseAsync();
        await db.AddAsync(Samples.Full, Cancel);
        Assert.Equal(Samples.Full, await db.GetAsync(Samples.Full.MsgId, Cancel));
    }

    [Fact]
    public async Task A_task_without_values_comes_back_without_values()
    {
        var db = await DatabaseAsync(new TaskRecord { MsgId = "bare" });
        var task = await db.GetAsync("bare", Cancel);
        Assert.Equal(new TaskRecord { MsgId = "bare" }, task);
        Assert.Null(task.Stdout);
        Assert.True(task.Header == null);
        Assert.Empty(task.Buffers);
    }

    /// <summary>What is stored can be read again: a store says of what nests too deep for it that it does.</summary>
    [Theory]
    [InlineData(80)]
    [InlineData(90)]
    [InlineData(91)]
    [InlineData(250)]
    [InlineData(251)]
    [InlineData(300)]
    [InlineData(600)]
    public async Task A_document_that_nests_deep_comes_back_or_is_refused(int levels)
    {
        var db = await DatabaseAsync(new TaskRecord { MsgId = "other", Label = "x" });
        var deep = new TaskRecord { MsgId = "deep", Label = "x", ResultContent = Nested(levels), Metadata = Document.Of(("a", 1)) };
        var isTaken = await IsTakenAsync(() => db.AddAsync(deep, Cancel));
        Assert.True(isTaken || levels > 80, "80 levels are taken everywhere.");
        var (ids, kept) = (isTaken ? "deep other" : "other", isTaken ? deep : null);
        Assert.Equal(ids, Ids(db, """{"label": "x"}"""));
        Assert.Equal(kept, await db.TryGetAsync("deep", Cancel));
        await db.DropMatchingAsync(Filter.Parse("""{"msg_id": "deep"}"""), Cancel);
        Assert.Equal(isTaken, await IsTakenAsync(() => db.WriteAsync(TaskBatch.Add(deep), Cancel)));
        var update = TaskUpdate.Empty.Set("result_content", Nested(levels));
        Assert.Equal(isTaken, await IsTakenAsync(() => db.UpdateAsync("other", update, Cancel)));
        Assert.Equal(isTaken ? Nested(levels) : Document.None, (await db.GetAsync("other", Cancel)).ResultContent);
        Assert.Equal(2, await db.CountAsync(Filter.Parse("""{"label": "x"}"""), Cancel) + (isTaken ? 0 : 1));

        static Document Nested(int levels) => (Document)Enumerable.Range(1, levels).Reverse().Aggregate(
            (DocumentValue)Samples.Start,
            (inner, level) => level % 2 == 1 ? Document.Of(("a", inner)) : DocumentArray.Of(inner));

        static async Task<bool> IsTakenAsync(Func<Task> write)
        {
            try
            {
                await write();
                return true;
            }
            catch (QueryException refusal)
            {
                Assert.Matches("^result_content: the value nests deeper than [0-9]+ levels", refusal.Message);
                return false;
            }
        }
    }

    [Fact]
    public async Task A_task_without_an_id_is_refused()
    {
        var db = await DatabaseAsync();
        var nameless = new TaskRecord { MsgId = "" };
        var problem = await Assert.ThrowsAsync<QueryException>(() => db.AddAsync(nameless, Cancel));
        Assert.Equal("msg_id: a task has an id, which is not empty", problem.Message);
        await Assert.ThrowsAsync<QueryException>(() => db.WriteAsync(TaskBatch.Add(new TaskRecord { MsgId = "named" }, nameless), Cancel));
        Assert.Equal(0, await db.CountAsync(Cancel));
    }

    [Fact]
    public async Task An_empty_text_and_an_empty_dict_are_not_null()
    {
        var db = await DatabaseAsync(new TaskRecord { MsgId = "empty", Stdout = "", Metadata = Document.Empty });
        var task = await db.GetAsync("empty", Cancel);
        Assert.Equal("", task.Stdout);
        Assert.True(task.Metadata != null);
        Assert.Equal("empty", Ids(db, """{"metadata": {"$ne": null}, "stdout": ""}"""));
        Assert.Equal("", Ids(db, """{"metadata": null}"""));
    }

    [Fact]
    public async Task Timestamps_are_kept_to_the_resolution_in_utc()
    {
        var fine = Samples.Start.AddTicks(1234567);
        var db = await DatabaseAsync(new TaskRecord { MsgId = "fine", Submitted = fine.ToLocalTime() });
        var kept = (await db.GetAsync("fine", Cancel)).Submitted!.Value;
        Assert.Equal(Kept(fine), kept);
        Assert.Equal(DateTimeKind.Utc, kept.Kind);
    }

    [Fact]
    public async Task Adding_leaves_the_history_before_as_it_was()
    {
        var db = await SampleDatabaseAsync();
        var before = await db.GetHistoryAsync(Cancel);
        for (var i = 10; i < 15; i++)
        {
            await db.AddAsync(Samples.Submitted(i, "c1", null, "task"), Cancel);
        }

        var after = await db.GetHistoryAsync(Cancel);
        Assert.Equal(15, after.Count);
        Assert.Equal(before, after.Take(10));
    }

    [Fact]
    public async Task Adding_an_id_twice_is_refused_and_changes_nothing()
    {
        var db = await SampleDatabaseAsync();
        var error = await Assert.ThrowsAsync<DuplicateTaskException>(() => db.AddAsync(new TaskRecord { MsgId = "t3" }, Cancel));
        Assert.Equal("t3", error.MsgId);
        Assert.Equal(Samples.Tasks[3], await db.GetAsync("t3", Cancel));
        Assert.Equal(10, (await db.GetHistoryAsync(Cancel)).Count);
    }

    [Fact]
    public async Task A_dropped_task_is_gone_and_its_id_is_free()
    {
        var db = await SampleDatabaseAsync();
        await db.DropAsync("t3", Cancel);
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetAsync("t3", Cancel));
        Assert.Equal("t0 t1 t2 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
        await db.AddAsync(Samples.Tasks[3], Cancel);
        Assert.Equal(Samples.Tasks[3], await db.GetAsync("t3", Cancel));
    }

    [Fact]
    public async Task An_unknown_id_is_an_error_and_never_silence()
    {
        var db = await SampleDatabaseAsync();
        var update = TaskUpdate.Empty.Set("stdout", "x");
        Assert.Equal("no", (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetAsync("no", Cancel))).MsgId);
        Assert.Equal("no", (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.UpdateAsync("no", update, Cancel))).MsgId);
        Assert.Equal("no", (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.UpdateAsync("no", TaskUpdate.Empty, Cancel))).MsgId);
        Assert.Equal("no", (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.DropAsync("no", Cancel))).MsgId);
        Assert.Equal(10, (await db.GetHistoryAsync(Cancel)).Count);
    }

    [Fact]
    public async Task An_update_sets_its_keys_and_no_others()
    {
        var db = await SampleDatabaseAsync();
        var now = Samples.Start.AddHours(1);
        await db.UpdateAsync(
            "t9", TaskUpdate.Of(new Dictionary<string, object?> { ["stdout"] = "hello there", ["completed"] = now }), Cancel);
        Assert.Equal(Samples.Tasks[9] with { Stdout = "hello there", Completed = now }, await db.GetAsync("t9", Cancel));
        Assert.Equal(Samples.Tasks[8], await db.GetAsync("t8", Cancel));
    }

    [Fact]
    public async Task An_update_can_set_every_field_and_clear_it_again()
    {
        var db = await DatabaseAsync(new TaskRecord { MsgId = Samples.Full.MsgId });
        var fields = TaskFields.All.Where(field => field.Key != "msg_id").ToArray();
        await db.UpdateAsync(
            Samples.Full.MsgId, TaskUpdate.Of(fields.ToDictionary(field => field.Key, field => field.Read(Samples.Full))), Cancel);
        Assert.Equal(Samples.Full, await db.GetAsync(Samples.Full.MsgId, Cancel));
        await db.UpdateAsync(Samples.Full.MsgId, TaskUpdate.Of(fields.ToDictionary(field => field.Key, _ => (object?)null)), Cancel);
        Assert.Equal(new TaskRecord { MsgId = Samples.Full.MsgId }, await db.GetAsync(Samples.Full.MsgId, Cancel));
    }

    [Fact]
    public async Task An_update_shows_in_every_query_at_once()
    {
        var db = await SampleDatabaseAsync();
        var update = new Dictionary<string, object?>
        {
            ["completed"] = Samples.Start,
            ["engine_uuid"] = "e9",
            ["submitted"] = Samples.Start.AddYears(-1),
        };
        await db.UpdateAsync("t5", TaskUpdate.Of(update), Cancel);
        Assert.Equal("t4 t6 t9", Ids(db, """{"completed": null}"""));
        Assert.Equal("t5", Ids(db, """{"engine_uuid": "e9"}"""));
        Assert.Equal("t9", Ids(db, """{"engine_uuid": null}"""));
        Assert.Equal("t5", (await db.GetHistoryAsync(Cancel))[0]);
    }

    [Fact]
    public async Task A_batch_adds_then_updates_then_drops()
    {
        var db = await SampleDatabaseAsync();
        var batch = new TaskBatch
        {
            Adds = [Samples.Submitted(10, "c1", null, "task"), Samples.Submitted(11, "c1", null, "task")],
            Updates =
            [
                KeyValuePair.Create("t10", TaskUpdate.Empty.Set("stdout", "new")),
                KeyValuePair.Create("t1", TaskUpdate.Empty.Set("stdout", "old")),
            ],
            Drops = ["t11", "t0"],
        };
        await db.WriteAsync(batch, Cancel);
        Assert.Equal("t1 t10 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
        Assert.Equal("new", (await db.GetAsync("t10", Cancel)).Stdout);
        Assert.Equal("old", (await db.GetAsync("t1", Cancel)).Stdout);
    }

    [Fact]
    public async Task A_batch_that_fails_anywhere_changes_nothing()
    {
        var db = await SampleDatabaseAsync();
        var fresh = Samples.Submitted(10, "c1", null, "task");
        var update = TaskUpdate.Empty.Set("stdout", "changed");
        await Assert.ThrowsAsync<DuplicateTaskException>(() => db.WriteAsync(TaskBatch.Add(fresh, Samples.Tasks[3]), Cancel));
        await Assert.ThrowsAsync<DuplicateTaskException>(() => db.WriteAsync(TaskBatch.Add(fresh, fresh), Cancel));
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.WriteAsync(
            new TaskBatch { Adds = [fresh], Updates = [KeyValuePair.Create("t1", update), KeyValuePair.Create("no", update)] }, Cancel));
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.WriteAsync(
            new TaskBatch { Updates = [KeyValuePair.Create("t1", update)], Drops = ["t2", "no"] }, Cancel));
        Assert.Equal("t0 t1 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
        Assert.Equal(Samples.Tasks[1], await db.GetAsync("t1", Cancel));
    }

    [Fact]
    public async Task The_history_is_in_order_of_submission_and_starts_with_those_never_submitted()
    {
        var db = await DatabaseAsync(
            Samples.Submitted(5, "c", null, "task"),
            Samples.Submitted(1, "c", null, "task"),
            new TaskRecord { MsgId = "never" },
            Samples.Submitted(3, "c", null, "task"));
        Assert.Equal(["never", "t1", "t3", "t5"], await db.GetHistoryAsync(Cancel));
        await db.AddAsync(Samples.Submitted(9, "c", null, "task"), Cancel);
        Assert.Equal("t9", (await db.GetHistoryAsync(Cancel))[^1]);
    }

    [Fact]
    public async Task The_history_of_one_moment_is_in_order_of_the_ids()
    {
        var moment = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var db = await DatabaseAsync(
            [.. new[] { "b", "\U0001F600", "a", "\uFFFD", "B" }.Select(id => new TaskRecord { MsgId = id, Submitted = moment })]);
        Assert.Equal(["B", "a", "b", "\uFFFD", "\U0001F600"], await db.GetHistoryAsync(Cancel));
    }

    [Fact]
    public async Task An_empty_database_answers_with_nothing()
    {
        var db = await DatabaseAsync();
        Assert.Empty(await db.GetHistoryAsync(Cancel));
        Assert.Empty(db.DbQuery("{}"));
        Assert.Empty(db.Tasks.ToList());
        Assert.Equal(0, await db.CountAsync(Filter.Everything, Cancel));
    }

    [Fact]
    public async Task What_the_caller_does_with_a_row_does_not_change_what_is_stored()
    {
        var db = await SampleDatabaseAsync();
        var block = new byte[] { 1, 2, 3 };
        await db.AddAsync(
            new TaskRecord { MsgId = "own", Buffers = BufferList.Of(block), Header = Document.Of(("msg_id", "own")) }, Cancel);
        block[0] = 99;
        var row = db.DbQuery("""{"msg_id": "own"}""", ["buffers", "header"])[0];
        Assert.False(row is IDictionary<string, object?> { IsReadOnly: false });
        Assert.True(BufferList.Of([1, 2, 3]).Equals(row["buffers"]));
        Assert.Equal("own", (await db.GetAsync("own", Cancel)).Header["msg_id"]);
        Assert.True(BufferList.Of([1, 2, 3]).Equals((await db.GetAsync("own", Cancel)).Buffers));
    }

    [Fact]
    public async Task A_cancelled_call_changes_nothing()
    {
        var db = await SampleDatabaseAsync();
        var cancelled = new CancellationToken(canceled: true);
        var update = TaskUpdate.Empty.Set("stdout", "x");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.AddAsync(new TaskRecord { MsgId = "no" }, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.UpdateAsync("t0", update, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.DropAsync("t0", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.DropMatchingAsync(Filter.Everything, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.GetAsync("t0", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.GetHistoryAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.CountAsync(Filter.Everything, cancelled));
        Assert.Equal("t0 t1 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
        Assert.Equal(Samples.Tasks[0], await db.GetAsync("t0", Cancel));
    }

    [Fact]
    public async Task A_disposed_database_refuses_every_call()
    {
        var db = await SampleDatabaseAsync();
        await db.DisposeAsync();
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => db.GetAsync("t0", Cancel));
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => db.AddAsync(new TaskRecord { MsgId = "x" }, Cancel));
        Assert.ThrowsAny<ObjectDisposedException>(() => db.DbQuery("{}"));
        Assert.ThrowsAny<ObjectDisposedException>(() => db.Tasks.ToList());
    }

    [Fact]
    public async Task A_miss_is_null_where_it_is_asked_for_so()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(Samples.Tasks[3], await db.TryGetAsync("t3", Cancel));
        Assert.Null(await db.TryGetAsync("no", Cancel));
    }

    [Fact]
    public async Task Changes_made_one_by_one_say_which_of_them_failed()
    {
        var db = await SampleDatabaseAsync();
        var batch = TaskBatch.Add(Samples.Tasks[3], Samples.Full) with
        {
            Updates =
            [
                KeyValuePair.Create("no", TaskUpdate.Empty.Set("stdout", "x")),
                KeyValuePair.Create("t4", TaskUpdate.Empty.Set("stdout", "y")),
            ],
            Drops = ["t5", "never"],
        };
        var failures = await db.WriteEachAsync(batch, Cancel);
        Assert.Equal(["t3", "no", "never"], failures.Select(failure => failure.MsgId));
        Assert.IsType<DuplicateTaskException>(failures[0].Reason);
        Assert.IsType<TaskNotFoundException>(failures[1].Reason);
        Assert.IsType<TaskNotFoundException>(failures[2].Reason);
        Assert.Equal(Samples.Full, await db.TryGetAsync(Samples.Full.MsgId, Cancel));
        Assert.Equal("y", (await db.GetAsync("t4", Cancel)).Stdout);
        Assert.Null(await db.TryGetAsync("t5", Cancel));
    }

    [Fact]
    public async Task Count_and_drop_take_dictionaries_and_json()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(10, await db.CountAsync(Cancel));
        Assert.Equal(4, await db.CountAsync("""{"completed": null}""", Cancel));
        Assert.Equal(4, await db.CountAsync(new Dictionary<string, object?> { ["completed"] = null }, Cancel));
        Assert.Equal("complted", (await Assert.ThrowsAsync<QueryException>(() => db.CountAsync("""{"complted": null}""", Cancel))).Problems[0].Path);
        Assert.Equal(4, (await db.StatsAsync("""{"completed": null}""", Cancel)).Total);
        Assert.Equal(1, await db.DropMatchingAsync("""{"msg_id": "t9"}""", Cancel));
        Assert.Equal(1, await db.DropMatchingAsync(new Dictionary<string, object?> { ["msg_id"] = "t8" }, Cancel));
        Assert.Equal(["t0"], (await db.PurgeAsync("""{"msg_id": {"$in": ["t0", "t4"]}}""", cancellationToken: Cancel)).MsgIds);
        Assert.Equal(7, await db.CountAsync(Cancel));
    }
}
