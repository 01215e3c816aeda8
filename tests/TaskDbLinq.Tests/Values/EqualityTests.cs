using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Values;

/// <summary>What is called a record or a value equals another one of equal parts. Collections are compared here by Equals alone.</summary>
public class EqualityTests
{
    [Fact]
    public void Batches_of_equal_changes_are_equal()
    {
        var batch = Batch("x", 1);
        Assert.True(batch.Equals(Batch("x", 1)));
        Assert.Equal(batch.GetHashCode(), Batch("x", 1).GetHashCode());
        Assert.False(batch.Equals(Batch("y", 1)));
        Assert.False(batch.Equals(Batch("x", 2)));
        Assert.False(batch.Equals(batch with { Drops = [] }));
        Assert.False(batch.Equals(batch with { Adds = [] }));

        static TaskBatch Batch(string stdout, int n) => new()
        {
            Adds = [new TaskRecord { MsgId = "a", Header = Document.Of(("n", n)) }],
            Updates = [new("b", TaskUpdate.Empty.Set(TaskKey.Stdout, stdout).Set(TaskKey.Error, Document.Of(("ename", "E"))))],
            Drops = ["c"],
        };
    }

    [Fact]
    public async Task Figures_of_equal_tasks_are_equal()
    {
        await using var one = await With("a", "b");
        await using var same = await With("b", "a");
        await using var other = await With("a", "c");
        Assert.True((await one.StatsAsync()).Equals(await same.StatsAsync()));
        Assert.Equal((await one.StatsAsync()).GetHashCode(), (await same.StatsAsync()).GetHashCode());
        Assert.False((await one.StatsAsync()).Equals(await other.StatsAsync()));

        static async Task<DictDb> With(params string[] engines)
        {
            var db = new DictDb();
            await db.WriteAsync(TaskBatch.Add(engines.Select((engine, at) => new TaskRecord { MsgId = $"{at}", EngineUuid = engine })));
            return db;
        }
    }

    [Fact]
    public async Task Results_of_equal_tasks_are_equal()
    {
        await using var db = new DictDb();
        await db.WriteAsync(TaskBatch.Add(new TaskRecord { MsgId = "a", Resubmitted = "b" }, new TaskRecord { MsgId = "b" }));
        var result = await db.GetResultAsync("a", followResubmitted: true);
        Assert.True(result.Equals(await db.GetResultAsync("a", followResubmitted: true)));
        Assert.False(result.Equals(await db.GetResultAsync("b")));
    }
}
