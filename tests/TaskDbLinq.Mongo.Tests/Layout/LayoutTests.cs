using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Tests.Layout;

/// <summary>The documents are those of IPython's own MongoDB backend, to the order of their fields.</summary>
public class LayoutTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_is_stored_as_ipython_stores_it()
    {
        var name = fixture.CollectionName();
        await using var db = await fixture.OpenAsync(name);
        var moment = new DateTime(2026, 11, 23, 20, 19, 56, DateTimeKind.Utc).AddTicks(1_590_759);
        await db.AddAsync(
            new TaskRecord
            {
                MsgId = "a",
                Header = Document.Of(
                    ("msg_id", "a"), ("date", moment), ("n", 1), ("l", 1L), ("f", 1.0), ("d", 1.5m), ("b", true), ("none", null)),
                Metadata = Document.Parse("""{"after": ["x"], "timeout": 0.5}"""),
                Content = Document.Empty,
                Buffers = BufferList.Of([1, 2], []),
                Submitted = moment,
                ClientUuid = "c",
                Queue = "mux",
                Stdout = string.Empty,
                Stderr = string.Empty,
            },
            Cancel);
        var stored = await fixture.Raw.GetCollection<BsonDocument>(name).Find(new BsonDocument()).SingleAsync(Cancel);
        Assert.Equal(BsonType.ObjectId, stored["_id"].BsonType);
        var date = new BsonDateTime(new DateTime(2026, 11, 23, 20, 19, 56, 159, DateTimeKind.Utc));
        var expected = new BsonDocument
        {
            { "_id", stored["_id"] },
            { "msg_id", "a" },
            {
                "header",
                new BsonDocument
                {
                    { "msg_id", "a" }, { "date", date }, { "n", 1 }, { "l", 1L }, { "f", 1.0 }, { "d", new BsonDecimal128(1.5m) },
                    { "b", true }, { "none", BsonNull.Value },
                }
            },
            { "content", new BsonDocument() },
            { "metadata", new BsonDocument { { "after", new BsonArray { "x" } }, { "timeout", 0.5 } } },
            { "buffers", new BsonArray { new BsonBinaryData([1, 2]), new BsonBinaryData([]) } },
            { "submitted", date },
            { "client_uuid", "c" },
        };
        foreach (var key in new[]
        {
            "engine_uuid", "started", "completed", "resubmitted", "received", "result_header", "result_metadata", "result_content",
            "result_buffers",
        })
        {
            expected.Add(key, BsonNull.Value);
        }

        expected.AddRange(
            new BsonDocument
            {
                { "queue", "mux" }, { "execute_input", BsonNull.Value }, { "execute_result", BsonNull.Value }, { "error", BsonNull.Value },
            });
        expected.AddRange(new BsonDocument { { "stdout", string.Empty }, { "stderr", string.Empty }, { "label", BsonNull.Value } });
        Assert.Equal(expected.ToBson(), stored.ToBson());

        // What is finer than a millisecond is cut off, and all else comes back as it went.
        var read = await db.GetAsync("a", Cancel);
        Assert.Equal(new DateTime(2026, 11, 23, 20, 19, 56, 159, DateTimeKind.Utc), read.Submitted);
        Assert.Equal(DocumentKind.Int64, read.Header["l"].Kind);
        Assert.Equal(DocumentKind.Double, read.Header["f"].Kind);
        Assert.Equal(DocumentKind.Decimal, read.Header["d"].Kind);
    }

    [Fact]
    public async Task What_bson_cant_hold_is_a_clear_error()
    {
        await using var db = await fixture.OpenAsync(fixture.CollectionName());
        var half = await Assert.ThrowsAsync<QueryException>(() => db.AddAsync(new TaskRecord { MsgId = "a", Stdout = "x\uD800" }, Cancel));
        Assert.Equal("stdout: the string holds half of a surrogate pair, which no store can keep", half.Message);
        var nul = await Assert.ThrowsAsync<TaskDbException>(
            () => db.AddAsync(new TaskRecord { MsgId = "a", Header = Document.Of(("a\0b", 1)) }, Cancel));
        Assert.Equal("A name in a document has a NUL character, which BSON can't hold.", nul.Message);
        DocumentValue nested = 1;
        for (var depth = 0; depth < 120; depth++)
        {
            nested = Document.Of(("a", nested));
        }

        await Assert.ThrowsAsync<QueryException>(() => db.AddAsync(new TaskRecord { MsgId = "a", Header = (Document)nested }, Cancel));
        Assert.Empty(await db.GetHistoryAsync(Cancel));
    }

    [Theory]
    [InlineData("1969-12-31T23:59:59.9995Z", "1969-12-31T23:59:59.999Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999Z")]
    [InlineData("1970-01-01T00:00:00.0009Z", "1970-01-01T00:00:00Z")]
    public async Task Moments_are_cut_off_to_the_millisecond_in_which_they_lie(string moment, string kept)
    {
        await using var db = await fixture.OpenAsync(fixture.CollectionName());
        Assert.True(Timestamps.TryParse(moment, out var written));
        Assert.True(Timestamps.TryParse(kept, out var expected));
        await db.AddAsync(new TaskRecord { MsgId = "a", Submitted = written }, Cancel);
        Assert.Equal(expected, (await db.GetAsync("a", Cancel)).Submitted);
    }

    [Fact]
    public async Task The_indexes_are_ipythons_and_those_of_the_documented_queries()
    {
        var name = fixture.CollectionName();
        await using var db = await fixture.OpenAsync(name);
        await using var again = await fixture.OpenAsync(name);
        var indexes = await (await fixture.Raw.GetCollection<BsonDocument>(name).Indexes.ListAsync(Cancel)).ToListAsync(Cancel);
        Assert.Equal(
            [
                "_id_", "msg_id_1", "submitted_1", "completed_1", "started_1", "engine_uuid_1", "client_uuid_1", "queue_1",
                "buffers.file_1", "result_buffers.file_1",
            ],
            indexes.Select(index => index["name"].AsString));
        Assert.True(indexes[1]["unique"].ToBoolean());
    }

    /// <summary>IPython's hub writes <c>display_data</c> beside the fields of a task.</summary>
    [Fact]
    public async Task What_the_hub_writes_beside_a_task_is_kept()
    {
        var name = fixture.CollectionName();
        await using var db = await fixture.OpenAsync(name);
        var raw = fixture.Raw.GetCollection<BsonDocument>(name);
        const string Foreign = "{ msg_id: 'x', metadata: { m: 1 }, queue: 'mux', display_data: { data: { 'text/plain': '42' } } }";
        await raw.InsertOneAsync(BsonDocument.Parse(Foreign), options: null, Cancel);
        var expected = Document.Parse("""{"m": 1, "taskdb_extra": {"display_data": {"data": {"text/plain": "42"}}}}""");
        Assert.Equal(expected, (await db.GetAsync("x", Cancel)).Metadata);
        Assert.Equal(expected, db.DbQuery("""{"metadata.taskdb_extra.display_data.data.text/plain": "42"}""", "metadata").Single()["metadata"]);
        Assert.Equal(expected, db.Tasks.Single(t => t.Metadata["m"] == 1).Metadata);
        Assert.Throws<QueryException>(() => db.DbQuery("""{"metadata.taskdb_extra": {"$ne": null}}"""));
        Assert.Throws<QueryException>(() => db.DbQuery("""{"metadata": {"m": 1, "taskdb_extra": {"display_data": 5}}}"""));

        await db.UpdateAsync("x", TaskUpdate.Empty.Set("queue", "task").Set("metadata", expected), Cancel);
        var stored = await raw.Find(new BsonDocument()).SingleAsync(Cancel);
        stored.Remove("_id");
        Assert.Equal(BsonDocument.Parse(Foreign.Replace("mux", "task", StringComparison.Ordinal)), stored);
        await db.UpdateAsync("x", TaskUpdate.Empty.Set("metadata", Document.Parse("""{"m": 2}""")), Cancel);
        Assert.False((await raw.Find(new BsonDocument()).SingleAsync(Cancel)).Contains("display_data"));
        await db.AddAsync(new TaskRecord { MsgId = "y", Metadata = expected }, Cancel);
        Assert.Equal(
            2, (await raw.Find(new BsonDocument("msg_id", "y")).SingleAsync(Cancel))["display_data"]["data"]["text/plain"].AsString.Length);
    }

    [Fact]
    public async Task Names_are_read_as_they_are_whether_they_are_known_or_begin_like_a_known_one()
    {
        var name = fixture.CollectionName();
        await using var db = await fixture.OpenAsync(name);
        var stored = BsonDocument.Parse("{ msg_id: 'x', header: { '': 0, user: 1, username: 2, usernames: 3, 'usernäme': 4 } }");
        await fixture.Raw.GetCollection<BsonDocument>(name).InsertOneAsync(stored, options: null, Cancel);
        var header = (await db.GetAsync("x", Cancel)).Header;
        Assert.Equal(["", "user", "username", "usernames", "usernäme"], header.Keys);
        Assert.Equal(Document.Parse("""{"": 0, "user": 1, "username": 2, "usernames": 3, "usernäme": 4}"""), header);
    }

    [Theory]
    [InlineData("{ msg_id: 'x', header: { id: ObjectId('000000000000000000000001') } }", "header", "ObjectId")]
    [InlineData("{ msg_id: 'x', metadata: { list: [{ t: Timestamp(1, 1) }] } }", "metadata", "Timestamp")]
    [InlineData("{ msg_id: 'x', queue: 5 }", "queue", "Int32")]
    [InlineData("{ msg_id: 'x', started: 'today' }", "started", "String")]
    [InlineData("{ header: { list: [{ t: Timestamp(1, 1) }] }, queue: 'mux', msg_id: 'x' }", "header", "Timestamp")]
    [InlineData("{ header: { msg_id: 'y' }, display_data: { msg_id: Timestamp(1, 1) }, msg_id: 'x' }", "display_data", "Timestamp")]
    [InlineData("{ msg_id: 'x', error: 'text' }", "error", "String")]
    [InlineData("{ msg_id: 'x', content: { d: ISODate('0000-01-01T00:00:00Z') } }", "content", "outside")]
    public async Task What_a_task_cant_hold_is_an_error_that_names_the_field(string document, string field, string reason)
    {
        var name = fixture.CollectionName();
        await using var db = await fixture.OpenAsync(name);
        var foreign = document.Contains("0000-01", StringComparison.Ordinal)
            ? new BsonDocument { { "msg_id", "x" }, { "content", new BsonDocument("d", new BsonDateTime(-62167219200000)) } }
            : BsonDocument.Parse(document);
        await fixture.Raw.GetCollection<BsonDocument>(name).InsertOneAsync(foreign, options: null, Cancel);
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => db.GetAsync("x", Cancel));
        Assert.StartsWith($"The field '{field}' of the task 'x' can't be read: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"'{field}'", Assert.Throws<TaskDbException>(() => db.Tasks.ToList()).Message, StringComparison.Ordinal);

        // Who does not ask for the field, or for the task, is not troubled by it.
        Assert.Equal("x", Assert.Single(db.DbQuery("{}", "msg_id"))["msg_id"]);
        await db.AddAsync(new TaskRecord { MsgId = "y" }, Cancel);
        Assert.Equal("y", Assert.Single(db.DbQuery("""{"msg_id": {"$ne": "x"}}"""))["msg_id"]);
    }
}
