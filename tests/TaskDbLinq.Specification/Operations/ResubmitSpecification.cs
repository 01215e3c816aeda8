using TaskDbLinq.Filters;
using TaskDbLinq.Operations;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification.Operations;

/// <summary>Submitting tasks again: what is kept, what is new, and that it is all or nothing.</summary>
public abstract class ResubmitSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    private static readonly DateTime Now = Samples.Start.AddDays(1);
    private static readonly ResubmitOptions Tomorrow = new() { TimeProvider = new ManualTime(Now) };

    [Fact]
    public async Task The_request_is_written_again_without_its_result()
    {
        var db = await DatabaseAsync(Samples.Full);
        var (old, id) = Assert.Single((await db.ResubmitAsync([Samples.Full.MsgId], Tomorrow, Cancel)).Tasks);
        Assert.Equal(Samples.Full.MsgId, old);
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{24}$", id);
        Assert.Equal(
            new TaskRecord
            {
                MsgId = id,
                Header = Document.Of(
                    ("msg_id", id), ("msg_type", "apply_request"), ("date", "2026-11-24T20:00:00.000000Z"), ("version", "5.3")),
                Metadata = Samples.Full.Metadata,
                Content = Samples.Full.Content,
                Buffers = Samples.Full.Buffers,
                Submitted = Now,
                ClientUuid = Samples.Full.ClientUuid,
                Label = Samples.Full.Label,
                Stdout = "",
                Stderr = "",
            },
            await db.GetAsync(id, Cancel));
        Assert.Equal(Samples.Full with { Resubmitted = id }, await db.GetAsync(Samples.Full.MsgId, Cancel));
    }

    [Fact]
    public async Task A_header_without_a_date_gets_one_and_keeps_the_rest()
    {
        var db = await SampleDatabaseAsync();
        var id = (await db.ResubmitAsync(["t0"], Tomorrow, Cancel)).Tasks[0].Value;
        var task = await db.GetAsync(id, Cancel);
        Assert.Equal(
            Document.Of(("msg_id", id), ("msg_type", "execute_request"), ("n", 0), ("date", "2026-11-24T20:00:00.000000Z")), task.Header);
        Assert.Equal((null, null, "c1"), (task.Queue, task.EngineUuid, task.ClientUuid));
    }

    [Fact]
    public async Task A_query_submits_again_what_it_selects_pending_or_not()
    {
        var db = await SampleDatabaseAsync();
        var result = await db.ResubmitAsync(Filter.Parse("""{"engine_uuid": "e1"}"""), Tomorrow, Cancel);
        Assert.Equal(["t0", "t2", "t4", "t6"], result.Tasks.Select(pair => pair.Key));
        Assert.Equal(4, result.Tasks.Select(pair => pair.Value).Distinct().Count());
        Assert.Equal(14, await db.CountAsync(Filter.Everything, Cancel));
        Assert.Equal(Ids(result.Tasks.Select(pair => pair.Value)), Ids(db, """{"submitted": {"$gt": "2026-11-24"}}"""));
        Assert.Empty((await db.ResubmitAsync(Filter.Parse("""{"msg_id": "no"}"""), Tomorrow, Cancel)).Tasks);
        Assert.Equal(14, await db.CountAsync(Filter.Everything, Cancel));
    }

    [Fact]
    public async Task The_result_of_the_original_leads_to_the_new_one()
    {
        var db = await SampleDatabaseAsync();
        var first = (await db.ResubmitAsync(["t0", "t0"], Tomorrow, Cancel)).Tasks.Single().Value;
        var second = (await db.ResubmitAsync([first], Tomorrow, Cancel)).Tasks.Single().Value;
        var result = await db.GetResultAsync("t0", followResubmitted: true, Cancel);
        Assert.Equal(second, result.MsgId);
        Assert.Equal(["t0", first], result.FollowedFrom);
        Assert.True(result.IsPending);
    }

    [Fact]
    public async Task Unknown_ids_are_an_error_and_nothing_is_written()
    {
        var db = await SampleDatabaseAsync();
        var error = await Assert.ThrowsAsync<TaskNotFoundException>(() => db.ResubmitAsync(["t0", "x", "y"], Tomorrow, Cancel));
        Assert.Equal(["x", "y"], error.MsgIds);
        await AssertUnchangedAsync(db);
    }

    [Fact]
    public async Task The_submitter_gets_the_requests_after_they_are_written()
    {
        var db = await SampleDatabaseAsync();
        var got = new List<TaskRecord>();
        var submitter = new Submitter(async tasks =>
        {
            got.AddRange(tasks);
            Assert.Equal(12, await db.CountAsync(Filter.Everything, Cancel));
        });
        var result = await db.ResubmitAsync(["t0", "t5"], Tomorrow with { Submitter = submitter }, Cancel);
        Assert.Equal(result.Tasks.Select(pair => pair.Value), got.Select(task => task.MsgId));
        Assert.Equal(got, await Task.WhenAll(got.Select(task => db.GetAsync(task.MsgId, Cancel))));
    }

    [Fact]
    public async Task When_the_submitter_fails_nothing_stays_written()
    {
        var db = await SampleDatabaseAsync();
        var submitter = new Submitter(_ => throw new TimeoutException("no scheduler"));
        var error = await Assert.ThrowsAsync<TimeoutException>(
            () => db.ResubmitAsync(["t8", "t0"], Tomorrow with { Submitter = submitter }, Cancel));
        Assert.Equal("no scheduler", error.Message);
        await AssertUnchangedAsync(db);
    }

    [Fact]
    public async Task What_changed_while_the_submitter_failed_stays_changed()
    {
        var db = await SampleDatabaseAsync();
        var submitter = new Submitter(async tasks =>
        {
            await db.DropAsync("t0", Cancel);
            await db.UpdateAsync("t1", TaskUpdate.Empty.Set("resubmitted", "another"), Cancel);
            await db.DropAsync(tasks[2].MsgId, Cancel);
            throw new TimeoutException();
        });
        await Assert.ThrowsAsync<TimeoutException>(
            () => db.ResubmitAsync(["t0", "t1", "t8"], Tomorrow with { Submitter = submitter }, Cancel));
        Assert.Equal("t1 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
        Assert.Equal(["another", "t9"], [(await db.GetAsync("t1", Cancel)).Resubmitted, (await db.GetAsync("t8", Cancel)).Resubmitted]);
    }

    [Fact]
    public async Task A_cancelled_resubmission_leaves_nothing_behind()
    {
        var db = await SampleDatabaseAsync();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var submitter = new Submitter(_ =>
        {
            source.Cancel();
            return Task.FromCanceled(source.Token);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => db.ResubmitAsync(["t0"], Tomorrow with { Submitter = submitter }, source.Token));
        await AssertUnchangedAsync(db);
    }

    [Fact]
    public async Task When_taking_back_fails_too_the_error_has_both()
    {
        var db = await SampleDatabaseAsync();
        var submitter = new Submitter(async _ =>
        {
            await db.DisposeAsync();
            throw new TimeoutException("no scheduler");
        });
        var error =
            await Assert.ThrowsAsync<ResubmitException>(() => db.ResubmitAsync(["t0"], Tomorrow with { Submitter = submitter }, Cancel));
        Assert.Single(error.MsgIds);
        var both = Assert.IsType<AggregateException>(error.InnerException).InnerExceptions;
        Assert.IsType<TimeoutException>(both[0]);
        Assert.IsAssignableFrom<ObjectDisposedException>(both[1]);
    }

    private static async Task AssertUnchangedAsync(ITaskDb db)
    {
        Assert.Equal("t0 t1 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, "{}"));
        foreach (var task in Samples.Tasks)
        {
            Assert.Equal(task, await db.GetAsync(task.MsgId, Cancel));
        }
    }

    private sealed class Submitter(Func<IReadOnlyList<TaskRecord>, Task> submit) : ITaskSubmitter
    {
        public Task SubmitAsync(IReadOnlyList<TaskRecord> tasks, CancellationToken cancellationToken) => submit(tasks);
    }
}
