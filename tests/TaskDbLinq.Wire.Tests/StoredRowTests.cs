using Microsoft.Data.Sqlite;
using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>Rows of a file, whose texts go to the wire as SQLite has them.</summary>
public sealed class StoredRowTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-wire");
    private SqliteDb _db = null!;
    private TaskDbWireServer _server = null!;
    private MongoClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IMongoCollection<BsonDocument> Tasks => _client.GetDatabase("ipython-tasks").GetCollection<BsonDocument>("task_records");

    public async ValueTask InitializeAsync()
    {
        _db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "tasks.db"), cancellationToken: Cancel);
        _server = TaskDbWireServer.Start(_db);
        _client = new MongoClient($"mongodb://{_server.Address}/?directConnection=true");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _server.Dispose();
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_kind_of_field_comes_as_it_was_stored()
    {
        await _db.AddAsync(
            new TaskRecord
            {
                MsgId = "ä 😀",
                Queue = string.Empty,
                Submitted = new DateTime(1969, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc).AddTicks(9_999),
                Header = Document.Parse("""{"n": 1}"""),
                Buffers = BufferList.Of(new byte[] { 1, 2 }),
            },
            Cancel);
        var found = await Tasks.Find("{}")
            .Project(
                "{ msg_id: 1, queue: 1, engine_uuid: 1, submitted: 1, started: 1, header: 1, content: 1, buffers: 1, result_buffers: 1 }")
            .SingleAsync(Cancel);
        var expected = new BsonDocument
        {
            { "_id", "ä 😀" }, { "msg_id", "ä 😀" }, { "queue", "" }, { "engine_uuid", BsonNull.Value },
            { "submitted", new BsonDateTime(-1) }, { "started", BsonNull.Value },
            { "header", new BsonDocument("n", 1) }, { "content", BsonNull.Value },
            { "buffers", new BsonArray { new BsonBinaryData([1, 2]) } }, { "result_buffers", BsonNull.Value },
        };
        Assert.Equal(expected.OrderBy(field => field.Name), found.OrderBy(field => field.Name));
    }

    [Fact]
    public async Task What_a_hub_wrote_beyond_the_fields_stands_beside_them()
    {
        await Tasks.InsertOneAsync(
            BsonDocument.Parse("{ msg_id: 'a', metadata: { m: 1 }, display_data: [{ d: 2 }], queue: 'mux' }"), options: null, Cancel);
        var found = await Tasks.Find("{}").Project("{ _id: 0, buffers: 0, result_buffers: 0 }").SingleAsync(Cancel);
        Assert.Equal(new BsonDocument("m", 1), found["metadata"]);
        Assert.Equal(new BsonArray { new BsonDocument("d", 2) }, found["display_data"]);
        Assert.Equal("mux", found["queue"]);
    }

    [Fact]
    public async Task Broken_text_of_a_damaged_file_comes_with_replacements()
    {
        await _db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        Store("UPDATE task SET queue = CAST(x'61ff62' AS TEXT), content = CAST(x'7b2276223a2261ff62227d' AS TEXT)");
        var found = await Tasks.Find("{}").Project("{ _id: 0, queue: 1, content: 1 }").SingleAsync(Cancel);
        Assert.Equal("a\ufffdb", found["queue"]);
        Assert.Equal(new BsonDocument("v", "a\ufffdb"), found["content"]);
    }

    [Fact]
    public async Task A_damaged_timestamp_is_an_error_that_names_the_record()
    {
        await _db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        Store("UPDATE task SET started = 'yesterday'");
        var fault = await Assert.ThrowsAsync<MongoCommandException>(() => Tasks.Find("{}").ToListAsync(Cancel));
        Assert.Contains("'a'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'yesterday' is not a stored timestamp", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_continue_where_they_ended()
    {
        await _db.WriteAsync(TaskBatch.Add(Enumerable.Range(0, 5).Select(n => new TaskRecord { MsgId = $"t{n}" })), Cancel);
        var options = new FindOptions<BsonDocument> { BatchSize = 2, Sort = "{ msg_id: 1 }", Projection = "{ _id: 0, msg_id: 1 }" };
        using var cursor = await Tasks.FindAsync("{}", options, Cancel);
        Assert.Equal(["t0", "t1", "t2", "t3", "t4"], (await cursor.ToListAsync(Cancel)).Select(task => task["msg_id"].AsString));
    }

    private void Store(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "tasks.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
