using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Specification;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>What <see cref="DictDb"/> lets go of, and when. The counts are those of ipyparallel's test_db.py.</summary>
public class CullingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_count()
    {
        await using var db = new DictDb(new() { RecordLimit = 20, CullFraction = 0.2 });
        await AddAsync(db, 0, 20);
        Assert.Equal(20, Count(db));
        await AddAsync(db, 20, 1);
        Assert.Equal(17, Count(db));
        await AddAsync(db, 21, 3);
        Assert.Equal(20, Count(db));
        await AddAsync(db, 24, 1);
        Assert.Equal(17, Count(db));
        for (var i = 25; i < 50; i++)
        {
            await AddAsync(db, i, 1);
            Assert.InRange(Count(db), 17, 20);
        }
    }

    [Fact]
    public async Task By_size()
    {
        await using var db = await HundredOfTenBytesAsync();
        await AddAsync(db, 100, 1, bytes: 0);
        Assert.Equal(101, Count(db));
        await AddAsync(db, 101, 1, bytes: 1);
        Assert.Equal(81, Count(db));
        Assert.Equal(791, db.BufferBytes);
    }

    [Fact]
    public async Task By_size_after_a_drop()
    {
        await using var db = await HundredOfTenBytesAsync();
        await db.DropAsync("t99", Cancel);
        Assert.Equal(99, Count(db));
        await AddAsync(db, 100, 1, bytes: 5);
        Assert.Equal(100, Count(db));
        await AddAsync(db, 101, 1, bytes: 5);
        Assert.Equal(101, Count(db));
        await AddAsync(db, 102, 1, bytes: 1);
        Assert.Equal(81, Count(db));
    }

    [Fact]
    public async Task By_size_through_an_update()
    {
        await using var db = await HundredOfTenBytesAsync();
        var moved = TaskUpdate.Of(new Dictionary<string, object?> { ["buffers"] = null, ["result_buffers"] = BufferList.Of(new byte[10]) });
        await db.UpdateAsync("t99", moved, Cancel);
        Assert.Equal((100, 1000L), (Count(db), db.BufferBytes));
        await db.UpdateAsync("t99", TaskUpdate.Empty.Set("result_buffers", BufferList.Of(new byte[11])), Cancel);
        Assert.Equal((79, 791L), (Count(db), db.BufferBytes));
        Assert.Equal(11, (await db.GetAsync("t99", Cancel)).ResultBuffers.TotalBytes);
    }

    [Fact]
    public async Task Completed_ones_go_first_and_the_oldest_of_them_before()
    {
        await using var db = new DictDb(new() { RecordLimit = 5, CullFraction = 0 });
        await db.AddAsync(Pending(0), Cancel);
        await db.AddAsync(Completed(3), Cancel);
        await db.AddAsync(Completed(1), Cancel);
        await db.AddAsync(Completed(2), Cancel);
        await db.AddAsync(new TaskRecord { MsgId = "never", Completed = Samples.Start }, Cancel);
        await db.AddAsync(Pending(9), Cancel);
        Assert.Equal("t0 t1 t2 t3 t9", Ids(db));
        await db.AddAsync(Pending(10), Cancel);
        Assert.Equal("t0 t10 t2 t3 t9", Ids(db));

        // A task that completes later takes its place by its submission.
        await db.UpdateAsync("t0", TaskUpdate.Empty.Set("completed", Samples.Start), Cancel);
        await db.AddAsync(Pending(11), Cancel);
        Assert.Equal("t10 t11 t2 t3 t9", Ids(db));
    }

    [Fact]
    public async Task Pending_ones_go_only_when_nothing_completed_is_left_and_that_is_told()
    {
        var log = new Listener();
        await using var db = new DictDb(new() { RecordLimit = 2, CullFraction = 0, Logger = log });
        await db.AddAsync(Pending(1), Cancel);
        await db.AddAsync(Completed(2), Cancel);
        await db.AddAsync(Pending(3), Cancel);
        Assert.Equal("t1 t3", Ids(db));
        await db.AddAsync(Pending(4), Cancel);
        Assert.Equal("t3 t4", Ids(db));
        Assert.Equal([LogLevel.Information, LogLevel.Warning], log.Entries.Select(entry => entry.Level));
        Assert.Contains("1 of them were pending", log.Entries[1].Text);
    }

    [Fact]
    public async Task Culls_are_counted()
    {
        long completed = 0, pending = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished =
                (instrument, it) => { if (instrument.Name == "taskdblinq.tasks.culled") it.EnableMeasurementEvents(instrument); },
        };
        var thread = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            // Tests of other classes cull at the same time, on threads of their own.
            if (Environment.CurrentManagedThreadId == thread)
            {
                (completed, pending) = Equals(tags[0].Value, true) ? (completed, pending + count) : (completed + count, pending);
            }
        });
        listener.Start();
        var db = new DictDb(new() { RecordLimit = 10, CullFraction = 0.3 });
        for (var i = 0; i < 5; i++)
        {
            Assert.True(db.AddAsync(Completed(i), Cancel).IsCompletedSuccessfully);
        }

        for (var i = 5; i < 14; i++)
        {
            Assert.True(db.AddAsync(Pending(i), Cancel).IsCompletedSuccessfully);
        }

        // The 11th is one too many: three go. The 14th likewise: two completed ones are left, then one pending.
        Assert.Equal((5, 1), (completed, pending));
        await db.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(1, 0.1)]
    [InlineData(1, 1.0)]
    [InlineData(3, 0.3)]
    [InlineData(9, 0.1)]
    [InlineData(20, 0.0)]
    [InlineData(20, 1.0)]
    public async Task Small_limits_and_every_fraction_hold(int limit, double fraction)
    {
        await using var db = new DictDb(new() { RecordLimit = limit, CullFraction = fraction });
        for (var i = 0; i < 50; i++)
        {
            await AddAsync(db, i, 1);
            Assert.InRange(Count(db), 1, limit);
            Assert.Equal($"t{i}", (await db.GetAsync($"t{i}", Cancel)).MsgId);
        }
    }

    [Fact]
    public async Task A_fraction_is_what_it_says()
    {
        await using var db = new DictDb(new() { RecordLimit = 10, SizeLimit = 100, CullFraction = 0.9 });
        await AddAsync(db, 0, 10, bytes: 10);
        await AddAsync(db, 10, 1);
        Assert.Equal("t10 t9", Ids(db));
    }

    [Fact]
    public async Task Tasks_never_submitted_are_culled_too()
    {
        await using var db = new DictDb(new() { RecordLimit = 10, SizeLimit = 100, CullFraction = 0.5 });
        for (var i = 0; i < 30; i++)
        {
            await db.AddAsync(new TaskRecord { MsgId = $"n{i}", Buffers = BufferList.Of(new byte[20]) }, Cancel);
            Assert.InRange(db.BufferBytes, 20, 100);
        }

        Assert.InRange(Count(db), 1, 5);
    }

    [Fact]
    public async Task A_culled_id_is_told_from_an_unknown_one()
    {
        await using var db = new DictDb(new() { RecordLimit = 1 });
        await AddAsync(db, 0, 2);
        Assert.Contains("culled", (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetAsync("t0", Cancel))).Message);
        Assert.Contains("culled", (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.DropAsync("t0", Cancel))).Message);
        Assert.DoesNotContain("culled", (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetAsync("no", Cancel))).Message);
    }

    [Fact]
    public async Task A_late_update_of_a_culled_task_raises_and_brings_nothing_back()
    {
        await using var db = new DictDb(new() { RecordLimit = 2, CullFraction = 0 });
        await db.AddAsync(Pending(0), Cancel);
        await db.AddAsync(Pending(1), Cancel);
        await db.AddAsync(Pending(2), Cancel);
        var error =
            await Assert.ThrowsAsync<TaskNotFoundException>(() => db.UpdateAsync("t0", TaskUpdate.Empty.Set("stdout", "late"), Cancel));
        Assert.Contains("culled", error.Message);
        Assert.Equal("t1 t2", Ids(db));
        Assert.Empty(db.DbQuery("""{"msg_id": "t0"}"""));
    }

    [Fact]
    public async Task Culled_ids_are_each_databases_own_and_their_number_is_bounded()
    {
        await using var db = new DictDb(new() { RecordLimit = 1, CulledIdLimit = 4 });
        await using var other = new DictDb();
        await AddAsync(db, 0, 100);
        await AddAsync(other, 0, 1);
        Assert.Equal("t0", (await other.GetAsync("t0", Cancel)).MsgId);
        var remembered = 0;
        for (var i = 0; i < 99; i++)
        {
            var message = (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetAsync($"t{i}", Cancel))).Message;
            remembered += message.Contains("culled", StringComparison.Ordinal) ? 1 : 0;
            Assert.True(i < 97 || message.Contains("culled", StringComparison.Ordinal));
        }

        Assert.InRange(remembered, 2, 4);
    }

    [Fact]
    public async Task A_culled_id_may_be_added_again_and_is_then_as_any_other()
    {
        await using var db = new DictDb(new() { RecordLimit = 1 });
        await AddAsync(db, 0, 2);
        await AddAsync(db, 0, 1);
        await db.DropAsync("t0", Cancel);
        Assert.DoesNotContain("culled", (await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetAsync("t0", Cancel))).Message);
    }

    [Fact]
    public async Task A_task_larger_than_the_limit_stays_until_the_next_write()
    {
        await using var db = new DictDb(new() { SizeLimit = 10 });
        await AddAsync(db, 0, 3, bytes: 3);
        await AddAsync(db, 3, 1, bytes: 11);
        Assert.Equal("t3", Ids(db));
        await db.WriteAsync(new TaskBatch(), Cancel);
        await AddAsync(db, 4, 1, bytes: 1);
        Assert.Equal("t4", Ids(db));
    }

    [Fact]
    public async Task A_batch_beyond_the_limit_is_culled_as_a_whole()
    {
        await using var db = new DictDb(new() { RecordLimit = 5, CullFraction = 0 });
        await db.WriteAsync(TaskBatch.Add(Enumerable.Range(0, 20).Select(Completed)), Cancel);
        Assert.Equal("t15 t16 t17 t18 t19", Ids(db));
    }

    [Fact]
    public async Task Of_a_batch_that_fails_nothing_is_kept_or_counted()
    {
        await using var db = new DictDb(new() { RecordLimit = 300 });
        await AddAsync(db, 0, 5, bytes: 10);
        TaskRecord[] more =
        [
            .. Enumerable.Range(5, 100).Select(
                n => new TaskRecord { MsgId = $"n{n}", EngineUuid = "new", Buffers = BufferList.Of(new byte[10]) }),
        ];
        for (var round = 0; round < 5; round++)
        {
            await Assert.ThrowsAsync<DuplicateTaskException>(() => db.WriteAsync(TaskBatch.Add([.. more, more[7]]), Cancel));
            await Assert.ThrowsAsync<TaskNotFoundException>(
                () => db.WriteAsync(TaskBatch.Add(more) with { Drops = ["n7", "nobody"] }, Cancel));
            await Assert.ThrowsAsync<TaskNotFoundException>(() => db.WriteAsync(TaskBatch.Add(more) with { Drops = ["n7", "n7"] }, Cancel));
            Assert.Equal((5, 50L), (Count(db), db.BufferBytes));
            Assert.Equal(0, await db.CountAsync(Filter.Parse("""{"engine_uuid": "new"}"""), Cancel));
        }

        await db.WriteAsync(TaskBatch.Add(more), Cancel);
        Assert.Equal((105, 1050L), (Count(db), db.BufferBytes));
        Assert.Equal(100, await db.CountAsync(Filter.Parse("""{"engine_uuid": "new", "completed": null}"""), Cancel));
    }

    /// <summary>A plain model: a list that is searched for the oldest, one by one.</summary>
    [Fact]
    public async Task Random_writes_leave_what_a_plain_model_leaves()
    {
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            var options = new DictDbOptions
            {
                RecordLimit = random.Next(1, 40),
                SizeLimit = random.Next(0, 400),
                CullFraction = random.Next(0, 11) / 10.0,
            };
            await using var db = new DictDb(options);
            var model = new List<TaskRecord>();
            for (var step = 0; step < 300; step++)
            {
                var id = $"t{random.Next(60)}";
                var at = model.FindIndex(task => task.MsgId == id);
                var (kind, bytes) = (random.Next(4), new byte[random.Next(30)]);
                if (at < 0)
                {
                    var task = Pending(random.Next(100)) with { MsgId = id, Buffers = BufferList.Of(bytes) };
                    task = kind == 0 ? task with { Submitted = null } : kind == 1 ? task with { Completed = Samples.Start } : task;
                    await db.AddAsync(task, Cancel);
                    Put(model, task, options);
                }
                else if (kind == 0)
                {
                    await db.DropAsync(id, Cancel);
                    model.RemoveAt(at);
                }
                else
                {
                    var update = TaskUpdate.Of(
                        new Dictionary<string, object?>
                        {
                            ["completed"] = kind == 1 ? Samples.Start : null,
                            ["result_buffers"] = BufferList.Of(bytes),
                        });
                    await db.UpdateAsync(id, update, Cancel);
                    var task = update.Apply(model[at]);
                    model.RemoveAt(at);
                    Put(model, task, options);
                }

                Assert.Equal(model.Sum(Bytes), db.BufferBytes);
                Assert.Equal(
                    model.Select(task => task.MsgId).Order(StringComparer.Ordinal),
                    db.Tasks.Select(task => task.MsgId).AsEnumerable().Order(StringComparer.Ordinal));
            }
        }
    }

    private static void Put(List<TaskRecord> model, TaskRecord written, DictDbOptions options)
    {
        model.Add(written);
        var tooMany = model.Count > options.RecordLimit;
        var tooLarge = model.Sum(Bytes) > options.SizeLimit;
        while (model.Count > 1
            && ((tooMany
            && model.Count > Math.Min(options.RecordLimit, (int)Math.Floor(options.RecordLimit * (1 - (decimal)options.CullFraction)) + 1))
            || (tooLarge && model.Sum(Bytes) > (long)Math.Floor(options.SizeLimit * (1 - (decimal)options.CullFraction)))))
        {
            model.Remove(model.SkipLast(1).OrderBy(task => task.Completed is null).ThenBy(task => task.Submitted).First());
        }
    }

    private static long Bytes(TaskRecord task) => task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes;

    private static async Task<DictDb> HundredOfTenBytesAsync()
    {
        var db = new DictDb(new() { SizeLimit = 1000, CullFraction = 0.2 });
        await AddAsync(db, 0, 100, bytes: 10);
        Assert.Equal((100, 1000L), (Count(db), db.BufferBytes));
        return db;
    }

    private static async Task AddAsync(DictDb db, int from, int count, int bytes = 0)
    {
        for (var i = from; i < from + count; i++)
        {
            await db.AddAsync(Completed(i) with { Buffers = BufferList.Of(new byte[bytes]), ResultBuffers = BufferList.Empty }, Cancel);
        }
    }

    private static TaskRecord Completed(int number) =>
        Samples.Done(number, "c", "e", "task") with { Buffers = BufferList.Empty, ResultBuffers = BufferList.Empty };

    private static TaskRecord Pending(int number) => Samples.Submitted(number, "c", "e", "task") with { Buffers = BufferList.Empty };

    private static int Count(DictDb db) => db.Tasks.Count();

    private static string Ids(DictDb db) =>
        string.Join(' ', db.Tasks.Select(task => task.MsgId).AsEnumerable().Order(StringComparer.Ordinal));

    private sealed class Listener : ILogger
    {
        public List<(LogLevel Level, string Text)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception)));
    }
}
