using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>Writing over the wire, and what is in the database afterwards.</summary>
public sealed class WritingTests : WireTest
{
    private static readonly DateTime Fine = new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc).AddTicks(1_234_567);

    [Theory]
    [InlineData(true, 1, "1:11000", "a")]
    [InlineData(false, 2, "1:11000 2:2", "a b")]
    public async Task An_insert_that_fails_tells_which(bool ordered, int count, string errors, string there)
    {
        var reply = Run($$"""{ insert: 'task_records', ordered: {{(ordered ? "true" : "false")}}, documents: [{ msg_id: 'a' }, { msg_id: 'a' }, { queue: 'mux' }, { msg_id: 'b' }] }""");
        Assert.Equal(count, reply["n"].AsInt32);
        Assert.Equal(
            errors,
            string.Join(
                ' ', reply["writeErrors"].AsBsonArray.Select(error => $"{error["index"]}:{error["code"]}").Order(StringComparer.Ordinal)));
        Assert.Equal(there, string.Join(' ', (await Db.GetHistoryAsync(Cancel)).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("{ msg_id: 'a', stdout: 1 }")]
    [InlineData("{ msg_id: 'a', submitted: '2026-11-28' }")]
    [InlineData("{ msg_id: 'a', header: [] }")]
    [InlineData("{ msg_id: 'a', buffers: ['text'] }")]
    [InlineData("{ msg_id: 'a', buffers: [{ file: ObjectId('0123456789abcdef01234567'), lengths: [1] }] }")]
    [InlineData("{ msg_id: 'a', header: { x: ObjectId('0123456789abcdef01234567') } }")]
    [InlineData("{ msg_id: 'a', _id: 1 }")]
    [InlineData("{ msg_id: 'a', _id: 'b' }")]
    [InlineData("{ msg_id: 1 }")]
    [InlineData("{ msg_id: '' }")]
    [InlineData("{ msg_id: 'a', header: { x: 1, 'y': MinKey } }")]
    public async Task What_no_task_can_hold_is_refused(string document)
    {
        Assert.Equal(2, Run($"{{ insert: 'task_records', documents: [{document}] }}")["writeErrors"][0]["code"].AsInt32);
        Assert.Equal(0, await Db.CountAsync(Filter.Everything, Cancel));
    }

    [Fact]
    public async Task Everything_comes_back_as_it_went_in()
    {
        var sent = BsonDocument.Parse("""
            { msg_id: 'a', header: { i: 1, l: NumberLong(2), d: 1.5, t: ISODate('2026-11-28T00:00:00.001Z'), n: null, b: true, a: [1, [2]], s: 'ä€😀', 'a.b': 1 },
              content: { x: BinData(0, 'AAEC') }, metadata: {}, buffers: [BinData(0, 'AAEC'), BinData(0, '')], submitted: ISODate('2026-11-28T00:00:00.001Z'),
              client_uuid: 'c', engine_uuid: null, started: null, completed: null, resubmitted: null, received: null, result_header: null, result_metadata: null,
              result_content: null, result_buffers: null, queue: 'mux', execute_input: null, execute_result: null, error: null, stdout: '', stderr: '', label: null,
              display_data: { 'text/plain': '42' } }
            """);
        await Tasks.InsertOneAsync(sent, cancellationToken: Cancel);
        var found = await Tasks.Find("{ msg_id: 'a' }").SingleAsync(Cancel);
        Assert.Equal("a", found["_id"].AsString);
        found.Remove("_id");
        sent.Remove("_id");
        Assert.Equal(sent.ToJson(), found.ToJson());
        Assert.Equal("", (await Db.GetAsync("a", Cancel)).Stdout);
    }

    [Fact]
    public async Task Updates_say_what_they_found_and_what_they_changed()
    {
        await AddAsync("a", "b");
        Assert.Equal((1, 1), Update("q: { msg_id: 'a' }, u: { $set: { stdout: 'x', 'header.n.m': 1 } }"));
        Assert.Equal((1, 0), Update("q: { msg_id: 'a' }, u: { $set: { stdout: 'x', 'header.n.m': 1 } }"));
        Assert.Equal((1, 1), Update("q: { msg_id: 'a' }, u: { $set: { 'header.n.m': 1.0 } }"));
        Assert.Equal((0, 0), Update("q: { msg_id: 'no' }, u: { $set: { stdout: 'x' } }"));
        Assert.Equal((2, 1), Update("q: {}, u: { $set: { stdout: 'x' } }, multi: true"));
        Assert.Equal(
            (1, 1), Update("q: { stdout: 'x', msg_id: { $ne: 'b' } }, u: { $unset: { 'header.n': '' }, $set: { _id: 'a', msg_id: 'a' } }"));
        Assert.Equal((1, 0), Update("q: { stdout: 'x' }, u: { $unset: { 'header.none.of': '' } }"));
        Assert.Equal("{}", (await Db.GetAsync("a", Cancel)).Header.ToString());
        Assert.Equal((1, 1), Update("q: { msg_id: 'b' }, u: { stderr: 'e', msg_id: 'b' }"));
        var replaced = await Db.GetAsync("b", Cancel);
        Assert.Equal((null, "e"), (replaced.Stdout, replaced.Stderr));
    }

    [Fact]
    public async Task An_upsert_adds_what_its_filter_says()
    {
        var reply = Run(
            "{ update: 'task_records', updates: [{ q: { msg_id: 'a', queue: { $eq: 'mux' } }, u: { $set: { stdout: 'x' }, "
            + "$setOnInsert: { stderr: 'y' } }, upsert: true }] }");
        Assert.Equal(BsonDocument.Parse("{ n: 1, upserted: [{ index: 0, _id: 'a' }], nModified: 0, ok: 1.0 }"), reply);
        var task = await Db.GetAsync("a", Cancel);
        Assert.Equal(("mux", "x", "y"), (task.Queue, task.Stdout, task.Stderr));
        Assert.Equal((1, 1), Update("q: { msg_id: 'a' }, u: { $set: { stdout: 'z' }, $setOnInsert: { stderr: 'no' } }, upsert: true"));
        Assert.Equal("y", (await Db.GetAsync("a", Cancel)).Stderr);
    }

    [Theory]
    [InlineData("q: { msg_id: 'a' }, u: { $set: { msg_id: 'b' } }", 66)]
    [InlineData("q: { msg_id: 'a' }, u: { $set: { _id: ObjectId('0123456789abcdef01234567') } }", 66)]
    [InlineData("q: { msg_id: 'a' }, u: { msg_id: 'b' }", 66)]
    [InlineData("q: { msg_id: 'a' }, u: { $inc: { 'header.n': 1 } }", 115)]
    [InlineData("q: { msg_id: 'a' }, u: { $nothing: { stdout: 1 } }", 9)]
    [InlineData("q: { msg_id: 'a' }, u: [{ $set: { stdout: 'x' } }]", 115)]
    [InlineData("q: { msg_id: 'a' }, u: { $set: { header: {} }, $unset: { 'header.n': 1 } }", 40)]
    [InlineData("q: { msg_id: 'a' }, u: { $set: { 'stdout.x': 1 } }", 28)]
    [InlineData("q: { msg_id: 'a' }, u: { $set: { 'header..x': 1 } }", 56)]
    [InlineData("q: { msg_id: 'a' }, u: { $set: { stdout: 1 } }", 2)]
    [InlineData("q: {}, u: { stdout: 'x' }, multi: true", 9)]
    [InlineData("q: { completted: 1 }, u: { $set: { stdout: 'x' } }", 2)]
    public async Task An_update_that_can_not_be_is_refused(string statement, int code)
    {
        await AddAsync("a");
        Assert.Equal(code, Run($"{{ update: 'task_records', updates: [{{ {statement} }}] }}")["writeErrors"][0]["code"].AsInt32);
        Assert.Null((await Db.GetAsync("a", Cancel)).Stdout);
    }

    [Fact]
    public async Task What_no_task_has_is_kept_beside_it()
    {
        await AddAsync("a");
        Assert.Equal((1, 1), Update("q: { msg_id: 'a' }, u: { $set: { display_data: { 'text/plain': '42' }, metadata: { m: 1 } } }"));
        Assert.Equal((1, 0), Update("q: { msg_id: 'a' }, u: { $set: { display_data: { 'text/plain': '42' } } }"));
        var document = await Tasks.Find("{ 'display_data.text/plain': '42' }").SingleAsync(Cancel);
        Assert.Equal(
            "{ m: 1 }",
            document["metadata"].ToJson().Replace("\"", "", StringComparison.Ordinal).Replace(" :", ":", StringComparison.Ordinal));
        Assert.Equal("42", document["display_data"]["text/plain"].AsString);
        Assert.Equal("""{ "_id" : "a", "display_data" : { "text/plain" : "42" } }""", Page("{ find: 'task_records', projection: { display_data: 1 } }")[0]);
        Assert.Equal((1, 1), Update("q: { msg_id: 'a' }, u: { $unset: { display_data: '' } }"));
        Assert.Equal("""{"m":1}""", (await Db.GetAsync("a", Cancel)).Metadata.ToString());
    }

    [Fact]
    public async Task Find_and_modify_gives_the_first_of_an_order()
    {
        await AddAsync("a", "b");
        var taken = Run(
            "{ findAndModify: 'task_records', query: { stdout: null }, sort: { msg_id: -1 }, update: { $set: { stdout: 'x' } }, "
            + "fields: { stdout: 1 } }");
        Assert.Equal(
            BsonDocument.Parse("{ lastErrorObject: { n: 1, updatedExisting: true }, value: { _id: 'b', stdout: null }, ok: 1.0 }"), taken);
        var after = Run(
            "{ findAndModify: 'task_records', query: { stdout: null }, update: { $set: { stdout: 'y' } }, new: true, fields: { "
            + "stdout: 1 } }");
        Assert.Equal(BsonDocument.Parse("{ _id: 'a', stdout: 'y' }"), after["value"]);
        Assert.Equal(
            BsonDocument.Parse("{ lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1.0 }"),
            Run("{ findAndModify: 'task_records', query: { stdout: null }, update: { $set: { stdout: 'z' } } }"));
        Assert.Equal("b", Run("{ findAndModify: 'task_records', query: { stdout: 'x' }, remove: true }")["value"]["_id"].AsString);
        Assert.Equal(["a"], await Db.GetHistoryAsync(Cancel));
        var added = Run(
            "{ findAndModify: 'task_records', query: { msg_id: 'c' }, update: { $set: { stdout: 'n' } }, upsert: true, new: true, "
            + "fields: { stdout: 1 } }");
        Assert.Equal(
            BsonDocument.Parse(
                "{ lastErrorObject: { n: 1, updatedExisting: false, upserted: 'c' }, value: { _id: 'c', stdout: 'n' }, ok: 1.0 }"),
            added);
    }

    /// <summary>A claim by find-and-modify is given to one client, however many ask.</summary>
    [Fact]
    public async Task Each_task_is_claimed_once()
    {
        var ids = Enumerable.Range(0, 60).Select(number => $"t{number}").ToArray();
        await AddAsync(ids);
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            () =>
            {
                var mine = new List<string>();
                while (Tasks.FindOneAndUpdate(
                    "{ engine_uuid: null }", $"{{ $set: {{ engine_uuid: 'e{worker}' }} }}", cancellationToken: Cancel) is { } task)
                {
                    mine.Add(task["msg_id"].AsString);
                }

                return mine;
            },
            Cancel)));
        Assert.Equal(ids.Order(StringComparer.Ordinal), claims.SelectMany(mine => mine).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Deletes_drop_one_or_all()
    {
        await AddAsync("a", "b", "c", "d");
        Assert.Equal(1, Run("{ delete: 'task_records', deletes: [{ q: { stdout: null }, limit: 1 }] }")["n"].AsInt32);
        Assert.Equal(3, await Db.CountAsync(Filter.Everything, Cancel));
        Assert.Equal(3, Run("{ delete: 'task_records', deletes: [{ q: {}, limit: 0 }, { q: { msg_id: 'no' }, limit: 1 }] }")["n"].AsInt32);
        Assert.Equal(9, Run("{ delete: 'task_records', deletes: [{ q: {}, limit: 2 }] }")["writeErrors"][0]["code"].AsInt32);
    }

    [Fact]
    public async Task Another_collection_or_database_can_not_be_written()
    {
        Assert.Equal(73, Run("{ insert: 'other', documents: [{ msg_id: 'a' }] }")["code"].AsInt32);
        Assert.Equal(
            73, Run("{ createIndexes: 'other', indexes: [{ key: { msg_id: 1 }, name: 'msg_id_1', unique: true }] }")["code"].AsInt32);
        Assert.Equal(0, Run("{ delete: 'other', deletes: [{ q: {}, limit: 0 }] }")["n"].AsInt32);
        await AddAsync("a");
        Assert.False(Run("{ drop: 'other' }").Contains("ns"));
        Assert.Equal(1, await Db.CountAsync(Filter.Everything, Cancel));
        Assert.Equal("ipython-tasks.task_records", Run("{ drop: 'task_records' }")["ns"].AsString);
        Assert.Equal(0, await Db.CountAsync(Filter.Everything, Cancel));
    }

    /// <summary>0.1234567 s is seen as 0.123 s: that is what is compared, and what is not touched when it is written back.</summary>
    [Fact]
    public async Task Times_are_those_that_a_client_sees()
    {
        await Db.AddAsync(new TaskRecord { MsgId = "a", Submitted = Fine }, Cancel);
        const string Seen = "ISODate('2026-11-28T12:00:00.123Z')", Next = "ISODate('2026-11-28T12:00:00.124Z')";
        foreach (var (filter, count) in new[]
        {
            ($"submitted: {Seen}", 1), ($"submitted: {Next}", 0), ($"submitted: {{ $gt: {Seen} }}", 0),
            ($"submitted: {{ $gte: {Seen} }}", 1),
            ($"submitted: {{ $lt: {Next} }}", 1), ($"submitted: {{ $lte: {Seen} }}", 1), ($"submitted: {{ $ne: {Seen} }}", 0),
            ($"submitted: {{ $in: [{Seen}, null] }}", 1),
            ($"submitted: {{ $nin: [{Seen}] }}", 0), ($"submitted: {{ $not: {{ $gt: {Seen} }} }}", 1),
            ($"submitted: {{ $gte: {Seen}, $lt: {Next} }}", 1),
            ($"$or: [{{ submitted: {{ $eq: {Seen} }} }}]", 1), ($"submitted: {{ $in: [] }}", 0),
            ($"submitted: {{ $exists: true, $ne: {Next} }}", 1),
        })
        {
            Assert.Equal((filter, count), (filter, Run($"{{ count: 'task_records', query: {{ {filter} }} }}")["n"].AsInt32));
        }

        Assert.Equal((1, 1), Update($"q: {{ msg_id: 'a' }}, u: {{ $set: {{ submitted: {Seen}, stdout: 'x' }} }}"));
        Assert.Equal(Fine, (await Db.GetAsync("a", Cancel)).Submitted);
        Assert.Equal((1, 1), Update($"q: {{ msg_id: 'a' }}, u: {{ $set: {{ submitted: {Next} }} }}"));
        Assert.Equal(124, (await Db.GetAsync("a", Cancel)).Submitted!.Value.Millisecond);
    }

    private (int Matched, int Modified) Update(string statement)
    {
        var reply = Run($"{{ update: 'task_records', updates: [{{ {statement} }}] }}");
        Assert.False(reply.Contains("writeErrors"), reply.ToJson());
        return (reply["n"].AsInt32, reply["nModified"].AsInt32);
    }
}
