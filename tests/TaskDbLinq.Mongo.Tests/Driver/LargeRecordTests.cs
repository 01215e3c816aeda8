using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Tests.Driver;

/// <summary>Records of more than MongoDB's 16 MB: their buffers are GridFS files, which nobody sees.</summary>
public class LargeRecordTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    private const int Megabyte = 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forty_megabytes_come_back_as_they_went()
    {
        var commands = new Commands();
        var name = fixture.CollectionName();
        await using var db = await fixture.OpenAsync(name, commands.Options);
        var task = new TaskRecord
        {
            MsgId = "big",
            Queue = "mux",
            Buffers = BufferList.Of(Bytes(25 * Megabyte), [], Bytes(3)),
            ResultBuffers = BufferList.Of(Bytes(15 * Megabyte)),
        };
        await db.AddAsync(task, Cancel);
        Assert.Equal(task, await db.GetAsync("big", Cancel));
        Assert.Equal(task, db.Tasks.Single(t => t.MsgId == "big"));
        Assert.True(task.Buffers.Equals(db.DbQuery("""{"msg_id": "big"}""", "buffers")[0]["buffers"]));
        Assert.True(task.ResultBuffers.Equals((await db.DbQueryAsync("""{"msg_id": "big"}""", "result_buffers", Cancel))[0]["result_buffers"]));

        // What does not ask for buffers reads none, and a filter sees that there are some.
        commands.Clear();
        Assert.Equal("mux", db.DbQuery("""{"buffers": {"$ne": null}}""")[0]["queue"]);
        Assert.Equal(name, commands.Single("find")["find"]);
        Assert.Equal(0, await db.CountAsync(Filter.Parse("""{"result_buffers": null}"""), Cancel));

        await db.DropAsync("big", Cancel);
        Assert.Equal(0, await FilesAsync(name));
    }

    [Fact]
    public async Task Files_follow_their_records()
    {
        var name = fixture.CollectionName();
        await using var db = await fixture.OpenAsync(name);
        var great = BufferList.Of(Bytes(7 * Megabyte));
        await db.AddAsync(
            [
                new TaskRecord { MsgId = "a", Buffers = great, Queue = "mux" }, new TaskRecord { MsgId = "b", Queue = "mux" },
                new TaskRecord { MsgId = "c", Queue = "task" },
            ],
            Cancel);
        Assert.Equal(1, await FilesAsync(name));

        // An update of one field replaces its file and leaves the other's.
        await db.UpdateAsync("a", TaskUpdate.Empty.Set("result_buffers", great), Cancel);
        Assert.Equal(2, await FilesAsync(name));
        await db.UpdateAsync("a", TaskUpdate.Empty.Set("result_buffers", BufferList.Of(Bytes(8 * Megabyte))), Cancel);
        Assert.Equal(2, await FilesAsync(name));
        Assert.Equal(8 * Megabyte, (await db.GetAsync("a", Cancel)).ResultBuffers.TotalBytes);
        await db.UpdateAsync("a", TaskUpdate.Empty.Set("result_buffers", null), Cancel);
        Assert.Equal(1, await FilesAsync(name));
        Assert.True(great == (await db.GetAsync("a", Cancel)).Buffers);

        Assert.Equal(2, await db.DropMatchingAsync(Filter.Parse("""{"queue": "mux"}"""), Cancel));
        Assert.Equal(0, await FilesAsync(name));
        Assert.Equal(["c"], await db.GetHistoryAsync(Cancel));
    }

    [Fact]
    public async Task A_refused_record_leaves_no_file()
    {
        var name = fixture.CollectionName();
        await using var db = await fixture.OpenAsync(name);
        await db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        var great = new TaskRecord { MsgId = "a", Buffers = BufferList.Of(Bytes(7 * Megabyte)) };
        Assert.Equal("a", (await Assert.ThrowsAsync<DuplicateTaskException>(() => db.AddAsync(great, Cancel))).MsgId);
        Assert.Equal(
            "a", (await Assert.ThrowsAsync<DuplicateTaskException>(() => db.AddAsync([great, great with { MsgId = "b" }], Cancel))).MsgId);
        Assert.Equal(1, await FilesAsync(name));
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.UpdateAsync("no", TaskUpdate.Empty.Set("buffers", great.Buffers), Cancel));
        Assert.Equal(1, await FilesAsync(name));
        Assert.True((await db.GetAsync("a", Cancel)).Buffers == null);
        Assert.True(great.Buffers == (await db.GetAsync("b", Cancel)).Buffers);
    }

    [Fact]
    public async Task Text_that_no_document_holds_is_a_clear_error()
    {
        await using var db = await fixture.OpenAsync(fixture.CollectionName());
        var fault = await Assert.ThrowsAsync<TaskDbException>(
            () => db.AddAsync(new TaskRecord { MsgId = "a", Stdout = new string('x', 17 * Megabyte) }, Cancel));
        Assert.Contains("16777216", fault.Message, StringComparison.Ordinal);
        Assert.Empty(await db.GetHistoryAsync(Cancel));
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private async Task<long> FilesAsync(string collection)
    {
        var files = await fixture.Raw.GetCollection<BsonDocument>($"{collection}_buffers.files")
            .CountDocumentsAsync(new BsonDocument(), options: null, Cancel);
        var chunks = await fixture.Raw.GetCollection<BsonDocument>($"{collection}_buffers.chunks")
            .CountDocumentsAsync(new BsonDocument(), options: null, Cancel);
        Assert.Equal(files > 0, chunks > 0);
        return files;
    }
}
