using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>Reading over the wire: MongoDB's answers, written by hand from its manual, and its codes for what is wrong.</summary>
public sealed class ReadingTests : WireTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Db.WriteAsync(
            TaskBatch.Add(
                new TaskRecord { MsgId = "a", Queue = "mux", Header = Document.Parse("""{"n": 2, "l": [3, {"m": 1}], "d": {"x": 1, "y": 2}}""") },
                new TaskRecord { MsgId = "b", Queue = "task", Header = Document.Parse("""{"n": 10, "l": []}""") },
                new TaskRecord { MsgId = "c", Queue = "task", Header = Document.Parse("""{"l": [1, 9]}""") }),
            Cancel);
    }

    [Theory]
    [InlineData("{}", """{ "_id" : "a", "queue" : "mux" }""", "queue: 1")]
    [InlineData("{}", """{ "msg_id" : "a" }""", "_id: 0, msg_id: 1")]
    [InlineData("{}", """{ "_id" : "a" }""", "_id: 1")]
    [InlineData("{}", """{ "_id" : "a", "header" : { "d" : { "y" : 2 } } }""", "'header.d.y': 1")]
    [InlineData("{}", """{ "_id" : "a", "header" : { "l" : [{ "m" : 1 }] } }""", "'header.l.m': 1")]
    [InlineData("{}", """{ "_id" : "a", "header" : { "n" : 2 }, "queue" : "mux" }""", "'header.n': 1, queue: true")]
    public void A_projection_keeps_what_it_names(string filter, string expected, string projection) => Assert.Equal(
        expected, Page($"{{ find: 'task_records', filter: {filter}, projection: {{ {projection} }}, sort: {{ _id: 1 }}, limit: 1 }}")[0]);

    [Fact]
    public void A_projection_leaves_out_what_it_excludes()
    {
        var document = BsonDocument.Parse(
            Page("{ find: 'task_records', filter: { msg_id: 'a' }, projection: { 'header.l.m': 0, 'header.d': 0, stdout: 0 } }")[0]);
        Assert.Equal(BsonDocument.Parse("{ n: 2, l: [3, {}] }"), document["header"]);
        Assert.False(document.Contains("stdout"));
        Assert.Equal(["_id", "msg_id", "header", "content"], document.Names.Take(4));
    }

    [Theory]
    [InlineData("'header.n': 1", "c a b")]
    [InlineData("'header.n': -1", "b a c")]
    [InlineData("'header.l': 1", "b c a")]
    [InlineData("'header.l': -1", "a c b")]
    [InlineData("queue: -1, _id: -1", "c b a")]
    public void An_order_may_be_by_anything(string sort, string expected) => Assert.Equal(
        expected, string.Join(
            ' ',
            Page($"{{ find: 'task_records', sort: {{ {sort} }}, projection: {{ msg_id: 1, _id: 0 }} }}").Select(
                row => BsonDocument.Parse(row)["msg_id"])));

    [Theory]
    [InlineData("_id: 'a'", "a")]
    [InlineData("_id: ObjectId('0123456789abcdef01234567')", "")]
    [InlineData("_id: { $ne: ObjectId('0123456789abcdef01234567') }", "a b c")]
    [InlineData("_id: { $in: [ObjectId('0123456789abcdef01234567'), 'c'] }", "c")]
    [InlineData("_id: { $gt: 'a' }, msg_id: { $lt: 'c' }", "b")]
    [InlineData("'header.d': { x: 1, y: 2 }", "a")]
    [InlineData("'header.d': { y: 2, x: 1 }", "")]
    [InlineData("'header.l': { $elemMatch: { m: 1 } }", "a")]
    [InlineData("$or: [{ 'header.n': { $gte: 10 } }, { _id: 'a' }]", "a b")]
    [InlineData("$comment: 'why', queue: 'mux'", "a")]
    [InlineData("'buffers.file': { $exists: true }", "")]
    [InlineData("'buffers.file': { $exists: false }", "a b c")]
    public void A_filter_selects(string filter, string expected) => Assert.Equal(
        expected, string.Join(
            ' ',
            Page($"{{ find: 'task_records', filter: {{ {filter} }}, sort: {{ _id: 1 }} }}").Select(row => BsonDocument.Parse(row)["_id"])));

    [Theory]
    [InlineData("noSuchCommand: 1", 59)]
    [InlineData("find: 'task_records', nonsense: 1", 40415)]
    [InlineData("find: 'task_records', filter: 1", 14)]
    [InlineData("find: 'task_records', limit: 'one'", 14)]
    [InlineData("find: 'task_records', skip: -1", 2)]
    [InlineData("find: 'task_records', collation: { locale: 'de' }", 115)]
    [InlineData("find: 'task_records', sort: { $natural: 1 }", 115)]
    [InlineData("find: 'task_records', sort: { queue: 2 }", 2)]
    [InlineData("find: 'task_records', hint: 'nowhere_1'", 2)]
    [InlineData("find: 'task_records', projection: { queue: 1, header: 0 }", 31254)]
    [InlineData("find: 'task_records', projection: { queue: 0, header: 1 }", 31253)]
    [InlineData("find: 'task_records', projection: { header: 1, 'header.n': 1 }", 31249)]
    [InlineData("find: 'task_records', projection: { queue: { $slice: 1 } }", 115)]
    [InlineData("find: 'task_records', filter: { completted: null }", 2)]
    [InlineData("find: 'task_records', filter: { queue: { $near: 1 } }", 2)]
    [InlineData("find: 'task_records', filter: { $where: 'true' }", 2)]
    [InlineData("find: 'task_records', filter: { queue: { $in: [{ $eq: 1 }] } }", 2)]
    [InlineData("find: 'task_records', filter: { submitted: '2026-11-28T00:00:00Z' }", 2)]
    [InlineData("find: 'task_records', filter: { submitted: { $gt: '2026-11-28T00:00:00Z' } }", 2)]
    [InlineData("getMore: NumberLong(5), collection: 'task_records'", 43)]
    [InlineData("getMore: 5, collection: 'task_records'", 2)]
    [InlineData("aggregate: 'task_records', pipeline: [{ $geoNear: {} }], cursor: {}", 40324)]
    [InlineData("aggregate: 'task_records', pipeline: [{ $project: { x: { $rand: {} } } }], cursor: {}", 168)]
    [InlineData("aggregate: 'task_records', pipeline: [{ $match: { }, $limit: 1 }], cursor: {}", 40323)]
    [InlineData("aggregate: 'task_records', pipeline: []", 9)]
    [InlineData("aggregate: 1, pipeline: [], cursor: {}", 73)]
    [InlineData("listIndexes: 'nothing'", 26)]
    [InlineData("createIndexes: 'task_records', indexes: [{ key: { 'header.n': 1 }, name: 'header.n_1' }]", 67)]
    [InlineData("createIndexes: 'task_records', indexes: [{ key: { msg_id: 1 }, name: 'msg_id_1' }]", 85)]
    [InlineData("createIndexes: 'task_records', indexes: [{ key: { queue: 1 }, name: 'other' }]", 85)]
    [InlineData("create: 'another'", 73)]
    public void What_is_wrong_has_its_code(string command, int code)
    {
        var reply = Run($"{{ {command} }}");
        Assert.Equal((0.0, code, reply["errmsg"].AsString), (reply["ok"].ToDouble(), reply["code"].AsInt32, reply["errmsg"].AsString));
    }

    [Fact]
    public void Extended_JSON_is_no_value_of_BSON()
    {
        var filter = new BsonDocument("header.d", new BsonDocument("$date", 1));
        Assert.Equal(2, Assert.Throws<MongoCommandException>(() => Tasks.Find(filter).ToList(Cancel)).Code);
        Assert.Empty(Tasks.Find(new BsonDocument("header.d", new BsonDocument("$eq", new BsonDocument("$date", 1)))).ToList(Cancel));
    }

    [Fact]
    public void A_cursor_is_continued_and_killed()
    {
        var first = Run("{ find: 'task_records', batchSize: 1, sort: { _id: 1 } }")["cursor"];
        var id = first["id"].AsInt64;
        Assert.Equal(["a"], first["firstBatch"].AsBsonArray.Select(row => row["_id"].AsString));
        Assert.Equal(13, Run($"{{ getMore: NumberLong('{id}'), collection: 'other' }}")["code"].AsInt32);
        var next = Run($"{{ getMore: NumberLong('{id}'), collection: 'task_records', batchSize: 1 }}")["cursor"];
        Assert.Equal(["b"], next["nextBatch"].AsBsonArray.Select(row => row["_id"].AsString));
        Assert.Equal(id, next["id"].AsInt64);
        Assert.Equal(1, Server.CursorCount);
        Assert.Equal(id, Run($"{{ killCursors: 'task_records', cursors: [NumberLong('{id}')] }}")["cursorsKilled"][0].AsInt64);
        Assert.Equal(0, Server.CursorCount);
        Assert.Equal(43, Run($"{{ getMore: NumberLong('{id}'), collection: 'task_records' }}")["code"].AsInt32);
        Assert.Equal(0, Run("{ find: 'task_records', batchSize: 3 }")["cursor"]["id"].AsInt64);
        Assert.Equal(0, Run("{ find: 'task_records', batchSize: 1, singleBatch: true }")["cursor"]["id"].AsInt64);
    }

    [Theory]
    [InlineData("count: 'task_records', query: { queue: 'task' }", "{ n: 2 }")]
    [InlineData("count: 'task_records', skip: 1, limit: 1", "{ n: 1 }")]
    [InlineData("count: 'nothing'", "{ n: 0 }")]
    [InlineData("distinct: 'task_records', key: 'queue'", "{ values: ['mux', 'task'] }")]
    [InlineData("distinct: 'task_records', key: 'header.l'", "{ values: [3, { m: 1 }, 1, 9] }")]
    [InlineData("distinct: 'task_records', key: 'header.l.m'", "{ values: [1] }")]
    [InlineData("distinct: 'task_records', key: 'stdout'", "{ values: [null] }")]
    public void Counts_and_distinct_values(string command, string expected)
    {
        var reply = Run($"{{ {command} }}");
        reply.Remove("ok");
        Assert.Equal(BsonDocument.Parse(expected).ToJson(), reply.ToJson());
    }

    [Theory]
    [InlineData("{ $match: { queue: 'task' } }, { $count: 'n' }", "{ n: 2 }")]
    [InlineData("{ $match: { queue: 'none' } }, { $count: 'n' }", "")]
    [InlineData("{ $match: {} }, { $skip: 1 }, { $limit: 1 }, { $group: { _id: 1, n: { $sum: 1 } } }", "{ _id: 1, n: 1 }")]
    [InlineData("{ $sort: { _id: 1 } }, { $group: { _id: '$queue', n: { $sum: 1 }, s: { $sum: '$header.n' }, f: { $first: '$msg_id' },"
        + " l: { $last: '$msg_id' }, all: { $push: '$header.n' } } }",
        "{ _id: 'mux', n: 1, s: 2, f: 'a', l: 'a', all: [2] } { _id: 'task', n: 2, s: 10, f: 'b', l: 'c', all: [10] }")]
    [InlineData("{ $group: { _id: '$queue', n: { $sum: 1 } } }, { $sort: { _id: -1 } }", "{ _id: 'task', n: 2 } { _id: 'mux', n: 1 }")]
    [InlineData(
        "{ $group: { _id: null, a: { $avg: '$header.n' }, lo: { $min: '$header.n' }, hi: { $max: '$header.n' } } }",
        "{ _id: null, a: 6.0, lo: 2, hi: 10 }")]
    [InlineData(
        "{ $sort: { _id: 1 } }, { $unwind: '$header.l' }, { $project: { l: '$header.l' } }",
        "{ _id: 'a', l: 3 } { _id: 'a', l: { m: 1 } } { _id: 'c', l: 1 } { _id: 'c', l: 9 }")]
    [InlineData("{ $match: { _id: 'b' } }, { $unwind: { path: '$header.l', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' "
        + "} }, { $project: { header: 1, at: 1 } }",
        "{ _id: 'b', header: { n: 10 }, at: null }")]
    [InlineData("{ $project: { n: '$header.n', q: { $cond: [{ $eq: ['$queue', 'mux'] }, 'direct', 'balanced'] } } }, { $match: { n: { "
        + "$gt: 1 } } }, { $sort: { n: -1 } }",
        "{ _id: 'b', n: 10, q: 'balanced' } { _id: 'a', n: 2, q: 'direct' }")]
    [InlineData("{ $match: { $expr: { $gt: ['$header.n', 5] } } }, { $project: { _id: 1 } }", "{ _id: 'b' }")]
    [InlineData(
        "{ $match: { _id: 'c' } }, { $project: { _id: 0, missing: '$header.n', null: { $ifNull: ['$header.n', 'none'] }, length: { "
        + "$size: '$header.l' } } }",
        "{ null: 'none', length: 2 }")]
    public void A_pipeline(string stages, string expected)
    {
        var reply = Run($"{{ aggregate: 'task_records', pipeline: [{stages}], cursor: {{}} }}");
        Assert.Equal(
            BsonDocument.Parse($"{{ d: [{string.Join(',', Split(expected))}] }}")["d"].ToJson(), reply["cursor"]["firstBatch"].ToJson());

        static IEnumerable<string> Split(string documents)
        {
            var (depth, start) = (0, 0);
            for (var at = 0; at < documents.Length; at++)
            {
                depth += documents[at] switch { '{' => 1, '}' => -1, _ => 0 };
                if (depth == 0 && documents[at] == '}')
                {
                    yield return documents[start..(at + 1)];
                    start = at + 1;
                }
            }
        }
    }

    [Fact]
    public void Other_names_are_empty_to_readers()
    {
        Assert.Empty(Page("{ find: 'nothing' }"));
        Assert.Equal("""{ "name" : "ipython-tasks" }""", Run("{ listDatabases: 1, nameOnly: true }")["databases"][0].ToJson());
        Assert.Equal("task_records", BsonDocument.Parse(Assert.Single(Page("{ listCollections: 1, nameOnly: true }")))["name"]);
        Assert.Equal(
            ["_id_", "msg_id_1", "submitted_1"],
            Page("{ listIndexes: 'task_records' }").Take(3).Select(index => BsonDocument.Parse(index)["name"].AsString));
    }

    [Fact]
    public async Task A_document_larger_than_MongoDBs_is_an_error_and_its_other_fields_are_not()
    {
        await Db.AddAsync(new TaskRecord { MsgId = "large", Buffers = BufferList.Of(new byte[17 << 20]) }, Cancel);
        Assert.Equal(10334, Run("{ find: 'task_records' }")["code"].AsInt32);
        Assert.Equal(4, Page("{ find: 'task_records', projection: { buffers: 0 } }").Length);
        Assert.Equal(0, Server.CursorCount);
    }

    [Fact]
    public async Task Large_documents_come_in_pages_of_16_MiB()
    {
        for (var at = 0; at < 5; at++)
        {
            await Db.AddAsync(new TaskRecord { MsgId = $"large {at}", Buffers = BufferList.Of(new byte[5 << 20]) }, Cancel);
        }

        var first = Run("{ find: 'task_records', sort: { _id: -1 } }")["cursor"];
        Assert.Equal(3, first["firstBatch"].AsBsonArray.Count);
        Assert.Equal(8, Tasks.Find(FilterDefinition<BsonDocument>.Empty).ToList(Cancel).Count);
    }

    [Fact]
    public void An_explanation_says_what_the_database_does()
    {
        var plan = Run("{ explain: { find: 'task_records', filter: { _id: 'a' } }, verbosity: 'queryPlanner' }")["queryPlanner"];
        Assert.Equal("""{"msg_id":"a"}""", plan["parsedQuery"].AsString);
        Assert.Equal("TASKDB", plan["winningPlan"]["stage"].AsString);
    }
}
