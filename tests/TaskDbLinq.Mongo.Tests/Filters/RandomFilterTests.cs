using CsCheck;
using TaskDbLinq.Queries;

namespace TaskDbLinq.Mongo.Tests.Filters;

/// <summary>Random filters give on the engine what they give in memory, and so do their complements; a failure prints the seed of its case.</summary>
public class RandomFilterTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    private const int Cases = 600;

    [Fact]
    public async Task The_engine_and_delegates_agree()
    {
        // Without indexes: with one, the engine of the tests forgets a $regex beside an $in (tests/mongo-engine/README.md).
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), new MongoDbOptions { CreateIndexes = false });
        var tasks = Enumerable.Range(0, 80).Select(seed => new RandomTask(seed).Task($"t{seed}")).ToArray();
        await db.AddAsync(tasks, TestContext.Current.CancellationToken);
        var matches = 0;
        Gen.Int.Sample(
            seed =>
            {
                var filter = new RandomTask(seed).Filter();
                matches += Agree(db, tasks, filter);
                matches += Agree(db, tasks, new() { ["$nor"] = new object?[] { filter } });
            },
            iter: Cases,
            threads: 1);
        Assert.InRange(matches, Cases * 20, Cases * 80);
    }

    private static int Agree(MongoDb db, TaskRecord[] tasks, Dictionary<string, object?> filter)
    {
        var query = MongoQuery.Parse(filter);
        var expected = tasks.Where(query.ToPredicate<TaskRecord>()).Select(task => task.MsgId).Order().ToArray();
        var found = db.DbQuery(filter, "msg_id").Select(row => (string)row["msg_id"]!).Order().ToArray();
        Assert.True(
            expected.SequenceEqual(found),
            $"{query}\nas {Mongo.Filters.NativeFilter.Of(query)}\nonly in memory: {Shown(tasks, expected.Except(found))}\nonly on the engine: {Shown(tasks, found.Except(expected))}");
        return found.Length;
    }

    private static string Shown(TaskRecord[] tasks, IEnumerable<string> ids) =>
        string.Join(", ", ids.Take(3).Select(id => tasks.Single(task => task.MsgId == id)).Select(task => $"{task.MsgId} header {task.Header} metadata {task.Metadata} error {task.Error} label {task.Label} engine {task.EngineUuid}"));
}
