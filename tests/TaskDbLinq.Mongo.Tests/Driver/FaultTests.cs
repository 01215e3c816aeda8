using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Tests.Driver;

/// <summary>What goes wrong is one clear sentence, in time.</summary>
public class FaultTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_server_is_a_clear_error_within_the_timeout()
    {
        var port = FreePort();
        var clock = Stopwatch.StartNew();
        var fault = await Assert.ThrowsAsync<TaskDbException>(() =>
            MongoDb.OpenAsync($"mongodb://127.0.0.1:{port}/x", new MongoDbOptions { Timeout = TimeSpan.FromSeconds(1) }, Cancel));
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(30));
        Assert.Equal($"The MongoDB server at 127.0.0.1:{port} did not answer within 1 s: Connection refused.", fault.Message);
    }

    [Fact]
    public async Task A_server_that_stops_answering_is_a_clear_error_within_the_timeout()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var clock = Stopwatch.StartNew();
        var fault = await Assert.ThrowsAsync<TaskDbException>(() =>
            MongoDb.OpenAsync($"mongodb://127.0.0.1:{port}/x", new MongoDbOptions { Timeout = TimeSpan.FromSeconds(1) }, Cancel));
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(30));
        Assert.Contains($"127.0.0.1:{port} did not answer within 1 s", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost", "no connection string")]
    [InlineData("mongodb://localhost/?w=0", "acknowledged")]
    public async Task A_connection_string_that_wont_do_is_refused(string uri, string reason) =>
        Assert.Contains(
            reason,
            (await Assert.ThrowsAsync<TaskDbException>(() => MongoDb.OpenAsync(uri, options: null, Cancel))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Disposing_one_database_leaves_another_on_the_same_server_at_work()
    {
        var name = fixture.CollectionName();
        var first = await fixture.OpenAsync(name);
        await using var second = await fixture.OpenAsync(name);
        await first.DisposeAsync();
        await first.DisposeAsync();
        await second.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        Assert.Equal(["a"], await second.GetHistoryAsync(Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.GetHistoryAsync(Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.AddAsync([new TaskRecord { MsgId = "b" }], Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.WriteAsync(TaskBatch.Add(new TaskRecord { MsgId = "b" }), Cancel));
        Assert.Throws<ObjectDisposedException>(() => first.Tasks);
    }

    [Fact]
    public async Task Many_tasks_are_added_beside_those_that_are_there()
    {
        await using var db = await fixture.OpenAsync(fixture.CollectionName());
        await db.AddAsync(new TaskRecord { MsgId = "t7", Stdout = "first" }, Cancel);
        var fault = await Assert.ThrowsAsync<DuplicateTaskException>(() =>
            db.AddAsync(Enumerable.Range(0, 25_000).Select(number => new TaskRecord { MsgId = $"t{number}" }), Cancel));
        Assert.Equal("t7", fault.MsgId);
        Assert.Equal(25_000, await db.CountAsync(Filter.Everything, Cancel));
        Assert.Equal("first", (await db.GetAsync("t7", Cancel)).Stdout);
        Assert.Equal(25_000, db.Query(new TaskQuery { Keys = TaskKeys.Of("msg_id") }).Count());
    }

    /// <summary>Of several with one id the first is added, and that is told once.</summary>
    [Fact]
    public async Task Of_many_tasks_only_those_that_were_added_are_told()
    {
        await using var db = await fixture.OpenAsync(fixture.CollectionName());
        await db.AddAsync(new TaskRecord { MsgId = "taken" }, Cancel);
        await using var told = ((ITaskDb)db).WatchAsync(cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        var refusal = await Assert.ThrowsAsync<DuplicateTaskException>(
            () => db.AddAsync(new[] { "a", "taken", "b", "a", "c" }.Select(id => new TaskRecord { MsgId = id }), Cancel));
        Assert.Equal("taken", refusal.MsgId);
        await db.AddAsync(new[] { "d", "e" }.Select(id => new TaskRecord { MsgId = id }), Cancel);
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
        {
            Assert.True(await told.MoveNextAsync());
            Assert.Equal(new TaskChange(TaskChangeKind.Added, id), told.Current);
        }
    }

    [Fact]
    public async Task A_batch_that_fails_changes_nothing()
    {
        await using var db = await fixture.OpenAsync(fixture.CollectionName());
        await db.AddAsync([new TaskRecord { MsgId = "a", Stdout = "old" }, new TaskRecord { MsgId = "b" }], Cancel);
        var update = KeyValuePair.Create("a", TaskUpdate.Empty.Set("stdout", "new"));
        var missing = KeyValuePair.Create("no", TaskUpdate.Empty.Set("stdout", "new"));
        var great = new TaskRecord { MsgId = "c", Buffers = BufferList.Of(new byte[7_000_000]) };
        await Assert.ThrowsAsync<TaskNotFoundException>(
            () => db.WriteAsync(new TaskBatch { Adds = [great], Updates = [update, missing] }, Cancel));
        await Assert.ThrowsAsync<TaskNotFoundException>(
            () => db.WriteAsync(new TaskBatch { Adds = [great], Updates = [update], Drops = ["b", "no"] }, Cancel));
        await Assert.ThrowsAsync<DuplicateTaskException>(() => db.WriteAsync(TaskBatch.Add(great, new TaskRecord { MsgId = "b" }), Cancel));
        Assert.Equal(["a", "b"], (await db.GetHistoryAsync(Cancel)).Order());
        Assert.Equal("old", (await db.GetAsync("a", Cancel)).Stdout);

        await db.WriteAsync(new TaskBatch { Adds = [great], Updates = [update], Drops = ["b"] }, Cancel);
        Assert.Equal(["a", "c"], (await db.GetHistoryAsync(Cancel)).Order());
        Assert.Equal("new", (await db.GetAsync("a", Cancel)).Stdout);
        Assert.Equal(great, await db.GetAsync("c", Cancel));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
