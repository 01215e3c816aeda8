using System.Collections.Concurrent;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Tests.Driver;

/// <summary>A server that is killed in the middle of writes and started again has every record that it acknowledged.</summary>
public class CrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_acknowledged_record_is_lost()
    {
        await using var engine = await OwnEngine.StartAsync();
        var options = new MongoDbOptions { Database = "crash", Timeout = TimeSpan.FromSeconds(10) };
        await using var db = await MongoDb.OpenAsync(engine.Uri, options, Cancel);
        var acknowledged = new ConcurrentDictionary<string, string>();
        var enough = new TaskCompletionSource();
        var writers = Enumerable.Range(0, 4)
            .Select(writer => Task.Run(() => WriteAsync(db, writer, acknowledged, enough), Cancel))
            .ToArray();
        await Task.WhenAny(enough.Task, Task.Delay(TimeSpan.FromMinutes(2), Cancel));
        Assert.True(enough.Task.IsCompleted, $"only {acknowledged.Count} records were written");
        await engine.KillAsync();

        // Each writer ends with one clear error.
        var faults = await Task.WhenAll(writers);
        Assert.All(faults, fault => Assert.StartsWith("The MongoDB server at 127.0.0.1:", fault.Message, StringComparison.Ordinal));

        // The same database goes on once there is a server again.
        await engine.StartAgainAsync();
        var found = db.DbQuery("{}", "stdout").ToDictionary(row => (string)row["msg_id"]!, row => (string?)row["stdout"]);
        Assert.True(acknowledged.Count >= 200, $"only {acknowledged.Count} records were written");
        Assert.Equal([], acknowledged.Keys.Except(found.Keys));

        // A change that was acknowledged is there; one that was under way may be there too, whole.
        Assert.All(acknowledged, record => Assert.Contains(found[record.Key], new[] { record.Value, "changed" }));
        await db.AddAsync(new TaskRecord { MsgId = "after" }, Cancel);
        Assert.Equal("after", (await db.GetAsync("after", Cancel)).MsgId);
    }

    /// <summary>Adds records, and changes every other one, until the server is gone.</summary>
    private static async Task<TaskDbException> WriteAsync(
        MongoDb db, int writer, ConcurrentDictionary<string, string> acknowledged, TaskCompletionSource enough)
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var id = $"w{writer}-{number}";
                await db.AddAsync(new TaskRecord { MsgId = id, Stdout = "added", Buffers = BufferList.Of(new byte[200]) }, Cancel);
                acknowledged[id] = "added";
                if (number % 2 == 0)
                {
                    await db.UpdateAsync(id, TaskUpdate.Empty.Set("stdout", "changed"), Cancel);
                    acknowledged[id] = "changed";
                }

                if (acknowledged.Count >= 200)
                {
                    enough.TrySetResult();
                }
            }
        }
        catch (TaskDbException fault)
        {
            return fault;
        }
    }
}
