using TaskDbLinq.Operations;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification.Operations;

/// <summary>Results of tasks by id, and which of them are pending.</summary>
public abstract class ResultSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    [Fact]
    public async Task A_result_has_all_that_is_known_of_it()
    {
        var db = await DatabaseAsync(Samples.Full);
        var result = await db.GetResultAsync(Samples.Full.MsgId, cancellationToken: Cancel);
        Assert.Equal(
            new TaskResult
            {
                MsgId = "c5887650-13e553a039843a8793b183f5_13351_108",
                State = TaskState.Ok,
                FollowedFrom = result.FollowedFrom,
                Header = Samples.Full.Header,
                Metadata = Samples.Full.Metadata,
                Content = Document.Empty,
                ResultHeader = Samples.Full.ResultHeader,
                ResultMetadata = Samples.Full.ResultMetadata,
                ResultContent = Samples.Full.ResultContent,
                ResultBuffers = BufferList.Of([9, 8, 7, 6]),
                Stdout = "out é 日本 \U0001F600\n",
                Stderr = "",
                Error = Samples.Full.Error,
                ExecuteInput = "a = 1\n",
                ExecuteResult = Samples.Full.ExecuteResult,
                EngineUuid = "ffe8aa4f-d8aa04f5590353d93a61abcf",
                Resubmitted = "z",
                Timing = new TaskTiming(
                    Samples.Start.AddMilliseconds(159),
                    Samples.Start.AddMilliseconds(171),
                    Samples.Start.AddMilliseconds(246),
                    Samples.Start.AddMilliseconds(249)),
            },
            result);
        Assert.Empty(result.FollowedFrom);
        Assert.Equal(
            (TimeSpan.FromMilliseconds(12), TimeSpan.FromMilliseconds(75), TimeSpan.FromMilliseconds(87)),
            (result.Timing.QueueTime, result.Timing.RunTime, result.Timing.TotalTime));
    }

    [Fact]
    public async Task A_pending_task_says_so()
    {
        var db = await SampleDatabaseAsync();
        var running = await db.GetResultAsync("t4", cancellationToken: Cancel);
        Assert.Equal(TaskState.Pending, running.State);
        Assert.True(running.IsPending);
        Assert.Equal(new TaskTiming(Samples.Start.AddMinutes(4), Samples.Start.AddMinutes(4).AddSeconds(10), null, null), running.Timing);
        Assert.True(running.ResultContent == null);
        Assert.Empty(running.ResultBuffers);
    }

    [Fact]
    public async Task The_state_comes_from_the_reply()
    {
        var done = Samples.Start.AddHours(1);
        var db = await DatabaseAsync(
            new TaskRecord
            {
                MsgId = "ok",
                Completed = done,
                ResultContent = Document.Of(("status", "ok")),
                Error = Document.Of(("ename", "E")),
            },
            new TaskRecord { MsgId = "error", Completed = done, ResultContent = Document.Of(("status", "error"), ("ename", "E")) },
            new TaskRecord { MsgId = "aborted", Completed = done, ResultContent = Document.Of(("status", "aborted")) },
            new TaskRecord { MsgId = "published", Completed = done, Error = Document.Of(("ename", "E")) },
            new TaskRecord { MsgId = "silent", Completed = done },
            new TaskRecord { MsgId = "pending", Error = Document.Of(("ename", "E")) });
        var results = await db.GetResultsAsync(["ok", "error", "aborted", "published", "silent", "pending"], cancellationToken: Cancel);
        Assert.Equal(
            [TaskState.Ok, TaskState.Error, TaskState.Aborted, TaskState.Error, TaskState.Ok, TaskState.Pending],
            results.Select(result => result.State));
    }

    [Fact]
    public async Task Several_results_come_in_the_order_of_their_ids_and_each_once()
    {
        var db = await SampleDatabaseAsync();
        var results = await db.GetResultsAsync(["t3", "t0", "t5", "t0"], cancellationToken: Cancel);
        Assert.Equal(["t3", "t0", "t5"], results.Select(result => result.MsgId));
        Assert.Equal(["warn é 日本", "", ""], results.Select(result => result.Stderr));
        Assert.Empty(await db.GetResultsAsync([], cancellationToken: Cancel));
    }

    [Fact]
    public async Task Unknown_ids_are_an_error_that_lists_them_all()
    {
        var db = await SampleDatabaseAsync();
        var error =
            await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetResultsAsync(["x", "t0", "y", "x"], cancellationToken: Cancel));
        Assert.Equal(["x", "y"], error.MsgIds);
        Assert.Equal("There are no tasks 'x', 'y'.", error.Message);
        error = await Assert.ThrowsAsync<TaskNotFoundException>(() => db.ResultStatusAsync(["t0", "z"], Cancel));
        Assert.Equal(["z"], error.MsgIds);
        error = await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetResultAsync("z", cancellationToken: Cancel));
        Assert.Equal("There is no task 'z'.", error.Message);
    }

    [Fact]
    public async Task The_status_parts_pending_from_completed()
    {
        var db = await SampleDatabaseAsync();
        var status = await db.ResultStatusAsync(["t9", "t7", "t4", "t0", "t4"], Cancel);
        Assert.Equal(["t9", "t4"], status.Pending);
        Assert.Equal(["t7", "t0"], status.Completed);
    }

    [Fact]
    public async Task A_resubmitted_task_is_followed_when_asked_to()
    {
        var db = await DatabaseAsync(Link("a", "b"), Link("b", "c"), Link("c", null), Link("alone", null));
        Assert.Equal("a", (await db.GetResultAsync("a", cancellationToken: Cancel)).MsgId);
        var results = await db.GetResultsAsync(["b", "a", "alone"], followResubmitted: true, Cancel);
        Assert.Equal(["c", "c", "alone"], results.Select(result => result.MsgId));
        Assert.Equal(["b"], results[0].FollowedFrom);
        Assert.Equal(["a", "b"], results[1].FollowedFrom);
        Assert.Empty(results[2].FollowedFrom);
    }

    [Fact]
    public async Task Links_in_a_circle_end_before_they_repeat()
    {
        var db = await DatabaseAsync(Link("a", "b"), Link("b", "a"), Link("self", "self"));
        var results = await db.GetResultsAsync(["a", "self"], followResubmitted: true, Cancel);
        Assert.Equal(["b", "self"], results.Select(result => result.MsgId));
    }

    [Fact]
    public async Task A_link_to_a_task_that_is_gone_is_an_error_naming_it()
    {
        var db = await DatabaseAsync(Link("a", "gone"));
        var error = await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetResultAsync("a", followResubmitted: true, Cancel));
        Assert.Equal(["gone"], error.MsgIds);
    }

    private static TaskRecord Link(string id, string? next) => new() { MsgId = id, Resubmitted = next };
}
