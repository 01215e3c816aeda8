using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Tests.Driver;

/// <summary>Everything is the server's work: what is sent has the whole filter, projection, sort, skip and limit.</summary>
public class RelayTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_is_one_find()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        Assert.Empty(db.DbQuery("""{"started": {"$gte": "2026-11-23T20:00:00Z"}, "client_uuid": {"$ne": "me"}}""", "result_header"));
        var find = commands.Single("find");
        Assert.Equal(BsonDocument.Parse("""{"started": {"$gte": {"$date": "2026-11-23T20:00:00Z"}}, "client_uuid": {"$ne": "me"}}"""), find["filter"]);
        Assert.Equal(BsonDocument.Parse("""{"_id": 0, "msg_id": 1, "result_header": 1}"""), find["projection"]);

        Assert.Empty(db.DbQuery("""{"completed": null}"""));
        Assert.Equal(BsonDocument.Parse("""{"_id": 0, "buffers": 0, "result_buffers": 0}"""), commands.Single("find")["projection"]);

        Assert.Empty(db.Query(new TaskQuery { Sort = TaskSort.Parse("-submitted", "msg_id"), Skip = 5, Limit = 7 }));
        find = commands.Single("find");
        Assert.Equal(BsonDocument.Parse("""{"submitted": -1, "msg_id": 1}"""), find["sort"]);
        Assert.Equal((5, 7), (find["skip"].ToInt32(), find["limit"].ToInt32()));
    }

    [Fact]
    public async Task A_question_as_data_reads_the_fields_that_it_asks_for()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        Assert.Empty(db.Tasks.FindDocuments(FindQuery.Parse("""{"projection": ["queue", "started"]}""")));
        Assert.Equal(BsonDocument.Parse("""{"_id": 0, "msg_id": 1, "queue": 1, "started": 1}"""), commands.Single("find")["projection"]);
    }

    [Fact]
    public async Task A_linq_query_for_whole_tasks_is_the_find_of_a_question()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        Assert.Empty(db.Tasks.Where(t => t.Completed == null).OrderByDescending(t => t.Submitted).Skip(1).Take(2).ToList());
        var find = commands.Single("find");
        Assert.Equal(BsonDocument.Parse("""{"completed": null}"""), find["filter"]);
        Assert.Equal(BsonDocument.Parse("""{"submitted": -1, "msg_id": 1}"""), find["sort"]);
        Assert.Equal((1, 2), (find["skip"].ToInt32(), find["limit"].ToInt32()));
    }

    [Fact]
    public async Task A_linq_query_for_fields_is_the_find_of_a_question_for_them()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        await db.AddAsync(new TaskRecord { MsgId = "a", Queue = "mux", Stdout = "a line" }, Cancel);
        var note = "x";
        var rows = db.Tasks.Where(t => t.Completed == null)
            .OrderBy(t => t.Started)
            .Take(2)
            .Select(t => new { t.Queue, note, In = new[] { t.Started } });
        var row = Assert.Single(rows.ToList());
        Assert.Equal(("mux", "x", (DateTime?)null), (row.Queue, row.note, row.In[0]));
        var find = commands.Single("find");
        Assert.Equal(BsonDocument.Parse("""{"_id": 0, "msg_id": 1, "queue": 1, "started": 1}"""), find["projection"]);
        Assert.Equal(BsonDocument.Parse("""{"started": 1, "msg_id": 1}"""), find["sort"]);
    }

    [Fact]
    public async Task Whether_there_is_a_task_is_asked_without_its_fields()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        Assert.False(db.Tasks.Any(t => t.Queue == "mux"));
        var find = commands.Single("find");
        Assert.Equal((BsonDocument.Parse("""{"_id": 0, "msg_id": 1}"""), 1), (find["projection"], find["limit"].ToInt32()));
    }

    [Fact]
    public async Task A_linq_query_with_one_answer_asks_for_no_more_than_tells_it()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        Assert.Null(await db.Tasks.Where(t => t.Queue == "mux").Async().SingleOrDefaultAsync(Cancel));
        Assert.Equal(2, commands.Single("find")["limit"].ToInt32());
        Assert.Equal(0, db.Tasks.Count(t => t.Queue == "mux"));
        Assert.Equal(BsonDocument.Parse("""{"$match": {"queue": "mux"}}"""), commands.Single("aggregate")["pipeline"][0]);
    }

    [Fact]
    public async Task A_linq_query_is_one_aggregate_that_begins_with_the_filter()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        var query = db.Tasks.Where(t => t.Completed == null && t.Header["msg_type"] == "x").OrderBy(t => t.Started).Skip(1).Take(2)
            .Select(t => new { t.MsgId, Type = (string?)t.Header["msg_type"] });
        Assert.Empty(query.ToList());
        Assert.Equal(
            BsonDocument.Parse("""
                {"p": [
                    {"$match": {"completed": null, "header.msg_type": {"$eq": "x", "$not": {"$type": "array"}}}},
                    {"$sort": {"started": 1}},
                    {"$skip": 1},
                    {"$limit": 2},
                    {"$project": {"MsgId": "$msg_id", "Type": "$header.msg_type", "_id": 0}}
                ]}
                """)["p"].ToJson(),
            commands.Single("aggregate")["pipeline"].ToJson());
    }

    [Fact]
    public async Task An_update_sets_what_changed_and_nothing_else()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        await db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        await db.UpdateAsync("a", TaskUpdate.Of(new Dictionary<string, object?> { ["queue"] = "mux", ["error"] = null }), Cancel);
        var update = commands.Single("update")["updates"][0].AsBsonDocument;
        Assert.Equal(BsonDocument.Parse("""{"msg_id": "a"}"""), update["q"]);
        Assert.Equal(BsonDocument.Parse("""{"$set": {"queue": "mux", "error": null}}"""), update["u"]);
    }

    [Fact]
    public async Task The_filter_of_a_drop_is_relayed()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        Assert.Equal(0, await db.DropMatchingAsync(Filter.Parse("""{"queue": "mux"}"""), Cancel));
        var filter = commands.Single("delete")["deletes"][0]["q"].AsBsonDocument;
        Assert.Equal(BsonDocument.Parse("""{"queue": "mux"}"""), filter["$and"][0]);
    }

    [Fact]
    public async Task The_filter_of_a_count_is_relayed_and_so_is_an_id()
    {
        var commands = new Commands();
        await using var db = await fixture.OpenAsync(fixture.CollectionName(), commands.Options);
        Assert.Equal(0, await db.CountAsync(Filter.Parse("""{"completed": null, "queue": "mux"}"""), Cancel));
        Assert.Equal(BsonDocument.Parse("""{"$match": {"completed": null, "queue": "mux"}}"""), commands.Single("aggregate")["pipeline"][0]);
        await Assert.ThrowsAsync<TaskNotFoundException>(() => db.GetAsync("a", Cancel));
        Assert.Equal(BsonDocument.Parse("""{"msg_id": "a"}"""), commands.Single("find")["filter"]);
    }
}
