using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Tests.IPython;

/// <summary>
/// Documents to the byte as ipyparallel 7.1's own MongoDB backend wrote them (through pymongo 3.11, with the indexes that
/// it makes): a task that is done, and the record of a message that came before its request. It has no labels.
/// </summary>
public class OriginalDataTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    private static readonly DateTime Date = new(2026, 11, 23, 20, 19, 56, 159, DateTimeKind.Utc);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_ipython_wrote_is_read_as_it_is()
    {
        await using var db = await OpenAsync();
        var done = new TaskRecord
        {
            MsgId = "m1",
            Header = Document.Of(
                ("msg_id", "m1"),
                ("username", "u"),
                ("session", "s1"),
                ("date", Date),
                ("version", "5.3"),
                ("msg_type", "apply_request"),
                ("retries", 1)),
            Content = Document.Parse("""{"a": 5}"""),
            Metadata = Document.Parse("""{"after": ["x"], "follow": [], "timeout": 0.5, "retries": 1, "label": null}"""),
            Buffers = BufferList.Of([1, 2], []),
            Submitted = Date,
            ClientUuid = "s1",
            EngineUuid = "e1",
            Started = Date,
            Completed = Date.AddSeconds(1),
            Received = Date,
            ResultHeader = Document.Of(("msg_id", "r"), ("date", Date)),
            ResultMetadata = Document.Parse("""{"started": "2026-11-23T20:19:56.171000Z", "status": "ok", "engine": "e1"}"""),
            ResultContent = Document.Parse("""{"status": "ok"}"""),
            ResultBuffers = BufferList.Of("xyz"u8.ToArray()),
            Queue = "mux",
            Stdout = string.Empty,
            Stderr = string.Empty,
        };
        Assert.Equal(done, await db.GetAsync("m1", Cancel));
        Assert.Equal(done, db.Tasks.Single(task => task.MsgId == "m1"));
        Assert.Equal(new TaskRecord { MsgId = "m2", Stdout = "hello", Stderr = string.Empty }, await db.GetAsync("m2", Cancel));
        Assert.Equal(["m2", "m1"], await db.GetHistoryAsync(Cancel));
    }

    [Theory]
    [InlineData("""{"completed": null}""", "m2")]
    [InlineData("""{"started": {"$gte": "2026-11-23T20:19:56.159Z"}, "client_uuid": {"$ne": "me"}}""", "m1")]
    [InlineData("""{"engine_uuid": {"$in": ["e1", "e2"]}}""", "m1")]
    [InlineData("""{"label": null}""", "m1 m2")]
    [InlineData("""{"label": {"$exists": true}}""", "")]
    [InlineData("""{"label": {"$type": "null"}}""", "m1 m2")]
    [InlineData("""{"buffers": null}""", "m2")]
    [InlineData("""{"header.date": {"$date": "2026-11-23T20:19:56.159Z"}}""", "m1")]
    [InlineData("""{"metadata.after": "x"}""", "m1")]
    [InlineData("""{"metadata.label": null}""", "m1 m2")]
    [InlineData("""{"metadata.label": {"$exists": true}}""", "m1")]
    [InlineData("""{"header": null}""", "m2")]
    public async Task What_ipython_wrote_is_queried(string filter, string expected)
    {
        await using var db = await OpenAsync();
        var rows = db.DbQuery(filter);
        Assert.Equal(expected, string.Join(' ', rows.Select(row => row["msg_id"]).Order()));
        Assert.All(rows, row => Assert.False(row.ContainsKey("_id")));
    }

    [Fact]
    public async Task Linq_knows_that_what_is_missing_is_null()
    {
        await using var db = await OpenAsync();
        Assert.Equal(2, db.Tasks.Count(task => task.Label == null));
        Assert.Equal([null], db.Tasks.GroupBy(task => task.Label).Select(group => group.Key).ToList());
        Assert.Equal([true, true], db.Tasks.Select(task => new { NoLabel = task.Label == null }).ToList().Select(row => row.NoLabel));
    }

    private async Task<MongoDb> OpenAsync()
    {
        var name = fixture.CollectionName();
        var lines =
            await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "IPython", "ipyparallel-7.1-documents.hex"), Cancel);
        var documents = lines.Select(hex => BsonSerializer.Deserialize<BsonDocument>(Convert.FromHexString(hex)));
        await fixture.Raw.GetCollection<BsonDocument>(name).InsertManyAsync(documents, options: null, Cancel);
        return await fixture.OpenAsync(name);
    }
}
