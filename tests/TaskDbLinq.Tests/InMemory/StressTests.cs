using System.Collections.Concurrent;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Specification;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>Eight writers and eight readers at once.</summary>
public class StressTests
{
    private const int Threads = 8;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Readers_see_whole_states_while_writers_cull()
    {
        const int Limit = 500;
        await using var db = new DictDb(new() { RecordLimit = Limit, CullFraction = 0.2, SizeLimit = 20_000 });
        using var end = new CancellationTokenSource(Length);
        var last = new ConcurrentDictionary<int, string>();
        var work = Enumerable.Range(0, Threads).SelectMany(number => new[]
        {
            Task.Run(() => WriteAsync(db, number, last, end.Token)),
            Task.Run(() => Read(db, Limit, end.Token)),
        });
        await Task.WhenAll(work);

        Assert.InRange(db.Tasks.Count(), 1, Limit);
        Assert.Equal(db.Tasks.AsEnumerable().Sum(task => task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes), db.BufferBytes);
        Assert.InRange(db.BufferBytes, 0, 20_000);
        Assert.Equal(db.Tasks.AsEnumerable().Count(task => task.Completed is null), db.Tasks.Count(task => task.Completed == null));
        Assert.Equal(db.Tasks.AsEnumerable().Count(task => task.Queue == "mux"), db.Tasks.Count(task => task.Queue == "mux"));
        Assert.NotEmpty(last);
    }

    [Fact]
    public async Task Within_the_limits_no_add_is_lost()
    {
        await using var db = new DictDb(new() { RecordLimit = 100_000 });
        const int Each = 3000;
        var done = 0;
        var writers = Enumerable.Range(0, Threads).Select(number => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                var task = Make(number, i);
                await db.AddAsync(task);
                if (i % 3 == 0)
                {
                    await db.UpdateAsync(task.MsgId, TaskUpdate.Empty.Set("completed", Samples.Start));
                }

                Assert.NotNull(await db.GetAsync(task.MsgId));
            }

            Interlocked.Increment(ref done);
        }));
        var readers = Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            var before = 0;
            while (Volatile.Read(ref done) < Threads)
            {
                // Nothing is dropped here, so that a later state never has fewer tasks.
                var now = db.Tasks.Count();
                Assert.True(now >= before);
                before = now;
            }
        }));
        await Task.WhenAll([.. writers, .. readers]);
        Assert.Equal(Threads * Each, db.Tasks.Count());
        Assert.Equal(Threads * Each / 3, db.Tasks.Count(task => task.Completed != null));
        Assert.Equal(Threads * Each * 10L, db.BufferBytes);
        Assert.Equal(Threads * Each, (await db.GetHistoryAsync(TestContext.Current.CancellationToken)).Distinct().Count());
    }

    private static async Task WriteAsync(DictDb db, int number, ConcurrentDictionary<int, string> last, CancellationToken end)
    {
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            var task = Make(number, i);
            await db.AddAsync(task, CancellationToken.None);
            last[number] = task.MsgId;

            // An update keeps engine and queue in step, so that a reader can tell a state that is torn.
            var engine = i % 2 == 0 ? "mux" : "task";
            var update = TaskUpdate.Of(
                new Dictionary<string, object?>
                {
                    ["engine_uuid"] = engine,
                    ["queue"] = engine,
                    ["completed"] = Samples.Start,
                    ["result_buffers"] = BufferList.Of(new byte[i % 50]),
                });
            try
            {
                await db.UpdateAsync(task.MsgId, update, CancellationToken.None);
                if (i % 5 == 0)
                {
                    await db.DropAsync(task.MsgId, CancellationToken.None);
                }
            }
            catch (TaskNotFoundException)
            {
                // Another writer's add culled it meanwhile.
            }

            if (i % 100 == 0)
            {
                await db.DropMatchingAsync(Filter.Parse("""{"queue": "mux", "completed": {"$ne": null}}"""), CancellationToken.None);
            }
        }
    }

    private static void Read(DictDb db, int limit, CancellationToken end)
    {
        var from = Samples.Start.AddMinutes(3);
        while (!end.IsCancellationRequested)
        {
            var all = db.Tasks.ToList();
            Assert.True(all.Count <= limit);
            Assert.Equal(all.Count, all.DistinctBy(task => task.MsgId).Count());
            Assert.All(all, task => Assert.True(task.Completed is null || task.EngineUuid == task.Queue));
            Assert.All(db.Tasks.Where(task => task.Queue == "mux").ToList(), task => Assert.Equal("mux", task.Queue));
            Assert.All(db.Tasks.Where(task => task.Completed == null).ToList(), task => Assert.Null(task.Completed));
            Assert.All(db.Tasks.Where(task => task.Submitted < from).ToList(), task => Assert.True(task.Submitted < from));
            Assert.True(db.DbQuery("""{"completed": {"$ne": null}}""", "msg_id").Count <= limit);
        }
    }

    private static TaskRecord Make(int number, int i) => new()
    {
        MsgId = $"{number}-{i}",
        Submitted = Samples.Start.AddSeconds(i),
        Queue = "task",
        EngineUuid = i % 4 == 0 ? "task" : null,
        Buffers = BufferList.Of(new byte[10]),
    };
}
