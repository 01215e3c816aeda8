using TaskDbLinq.Filters;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification.Operations;

/// <summary>The engines' queues, and figures about tasks.</summary>
public abstract class StatsSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    [Fact]
    public async Task The_queue_status_of_each_engine()
    {
        var db = await SampleDatabaseAsync();
        var status = await db.QueueStatusAsync(Cancel);
        Assert.Equal([new EngineQueue("e1", Queued: 1, Running: 1, Completed: 2), new EngineQueue("e2", 0, 0, 3)], status.Engines);
        Assert.Equal((2L, 1L), (status.Unassigned, status.CompletedWithoutEngine));
    }

    [Fact]
    public async Task The_counts()
    {
        var db = await DatabaseAsync([.. Samples.Tasks, .. Failures]);
        var stats = await db.StatsAsync(cancellationToken: Cancel);
        Assert.Equal(13, stats.Total);
        Assert.Equal(
            [(TaskState.Pending, 4L), (TaskState.Ok, 6L), (TaskState.Error, 2L), (TaskState.Aborted, 1L)],
            stats.States.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(1, stats.Running);
        Assert.Equal([("", 3L), ("e1", 4L), ("e2", 4L), ("e3", 2L)], Counts(stats.Engines));
        Assert.Equal([("c1", 5L), ("c2", 5L), ("c3", 3L)], Counts(stats.Clients));
        Assert.Equal([("mux", 4L), ("task", 9L)], Counts(stats.Queues));
        Assert.Equal((Samples.Start, Samples.Start.AddMinutes(12)), (stats.FirstSubmitted, stats.LastSubmitted));
        Assert.Null(stats.Bytes);
    }

    [Fact]
    public async Task The_durations_by_nearest_rank()
    {
        // Twenty tasks that ran 1, 2, … 20 seconds: rank 10 of 20 is the half, rank 19 the 95th part of a hundred.
        var tasks = Enumerable.Range(1, 20).Reverse().Select(i => Samples.Done(i, "c", "e", "task") with
        {
            Completed = Samples.Start.AddMinutes(i).AddSeconds(10 + i),
        });
        var db = await DatabaseAsync([.. tasks, Samples.Submitted(30, "c", null, "task")]);
        var stats = await db.StatsAsync(cancellationToken: Cancel);
        Assert.Equal(new DurationStats(20, Seconds(10), Seconds(10), Seconds(10)), stats.QueueTime);
        Assert.Equal(new DurationStats(20, Seconds(10), Seconds(19), Seconds(20)), stats.RunTime);
        Assert.Equal(new DurationStats(20, Seconds(20), Seconds(29), Seconds(30)), stats.TotalTime);
    }

    [Fact]
    public async Task A_rank_between_two_durations_is_the_higher_one()
    {
        // Eleven tasks that ran 1 to 11 seconds: half of eleven is rank 5.5, the 95th part of a hundred rank 10.45.
        var tasks = Enumerable.Range(1, 11)
            .Select(i => Samples.Done(i, "c", "e", "task") with { Completed = Samples.Start.AddMinutes(i).AddSeconds(10 + i) });
        var db = await DatabaseAsync([.. tasks]);
        Assert.Equal(new DurationStats(11, Seconds(6), Seconds(11), Seconds(11)), (await db.StatsAsync(cancellationToken: Cancel)).RunTime);
    }

    [Fact]
    public async Task The_figures_of_a_query_only()
    {
        var db = await DatabaseAsync([.. Samples.Tasks, .. Failures]);
        var stats = await db.StatsAsync(Filter.Parse("""{"client_uuid": "c3"}"""), cancellationToken: Cancel);
        Assert.Equal(
            (3L, 0L, 2L, 1L), (stats.Total, stats.States[TaskState.Ok], stats.States[TaskState.Error], stats.States[TaskState.Aborted]));
        var none = await db.StatsAsync(Filter.Parse("""{"client_uuid": "no"}"""), includeBytes: true, Cancel);
        Assert.Equal((0L, null), (none.Total, none.FirstSubmitted));
        Assert.Equal(new DurationStats(0, null, null, null), none.RunTime);
        Assert.Equal(new ByteStats(0, 0), none.Bytes);
        Assert.Empty(none.Engines);
    }

    [Fact]
    public async Task Unusual_replies_are_counted_as_filters_find_them()
    {
        Document?[] replies =
        [
            Document.Of(("status", DocumentArray.Of("ok", "error"))),
            Document.Of(("status", null), ("ename", "E")),
            Document.Of(("status", "other")),
            Document.Of(("status", DocumentArray.Of("error"))),
            Document.Of(("$ref", "c"), ("status", "error")),
            Document.Of(("status", "aborted"), ("ename", "E")),
            null,
        ];
        var tasks = replies.Select((reply, i) => Samples.Done(i, "c", "e", "task") with { ResultContent = reply }).ToList();
        var failed = Samples.Done(9, "c", "e", "task") with { ResultContent = null, Error = Document.Of(("ename", "E")) };
        var db = await DatabaseAsync([.. tasks, failed]);
        var stats = await db.StatsAsync(cancellationToken: Cancel);
        Assert.Equal(
            [(TaskState.Pending, 0L), (TaskState.Ok, 4L), (TaskState.Error, 3L), (TaskState.Aborted, 1L)],
            stats.States.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public async Task The_bytes_when_asked_for()
    {
        var db = await SampleDatabaseAsync();
        var stats = await db.StatsAsync(includeBytes: true, cancellationToken: Cancel);
        Assert.Equal(new ByteStats(Requests: 1000, Results: 15), stats.Bytes);
        Assert.Equal(1015, stats.Bytes!.Total);
    }

    [Fact]
    public async Task Bytes_are_summed_up_over_many_pages()
    {
        var db = await DatabaseAsync();
        await db.WriteAsync(
            TaskBatch.Add(
                Enumerable.Range(0, 700)
                    .Select(i => new TaskRecord { MsgId = $"é{i}", Buffers = BufferList.Of(new byte[i % 7]) })), Cancel);

        // 700 tasks are 100 times 0 + 1 + … + 6 = 21 bytes.
        Assert.Equal(new ByteStats(2100, 0), (await db.StatsAsync(includeBytes: true, cancellationToken: Cancel)).Bytes);
    }

    private static TaskRecord[] Failures { get; } =
    [
        Samples.Done(10, "c3", "e3", "task") with { ResultContent = Document.Of(("status", "error"), ("ename", "E")) },
        Samples.Done(11, "c3", "e3", "task") with { ResultContent = null, Error = Document.Of(("ename", "E")) },
        Samples.Done(12, "c3", "e2", "task") with { ResultContent = Document.Of(("status", "aborted")) },
    ];

    private static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);

    private static IEnumerable<(string Name, long Count)> Counts(IEnumerable<KeyValuePair<string, long>> counts) =>
        counts.Select(pair => (pair.Key, pair.Value));
}
