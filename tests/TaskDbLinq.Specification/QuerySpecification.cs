using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification;

/// <summary>
/// IPython's db_query: which tasks a filter selects, which keys come, in what order. The answers are worked out by hand
/// from <see cref="Samples.Tasks"/> and the pages of MongoDB's manual on the operators.
/// </summary>
public abstract class QuerySpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    [Theory]
    [InlineData("{}", "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9")]
    [InlineData("""{"msg_id": "t3"}""", "t3")]
    [InlineData("""{"msg_id": "T3"}""", "")]
    [InlineData("""{"msg_id": null}""", "")]
    [InlineData("""{"msg_id": {"$ne": null}}""", "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9")]
    [InlineData("""{"completed": null}""", "t4 t5 t6 t9")]
    [InlineData("""{"completed": {"$ne": null}}""", "t0 t1 t2 t3 t7 t8")]
    [InlineData("""{"completed": {"$exists": false}}""", "t4 t5 t6 t9")]
    [InlineData("""{"engine_uuid": null}""", "t5 t9")]
    [InlineData("""{"engine_uuid": ""}""", "t7")]
    [InlineData("""{"stdout": null}""", "t2")]
    [InlineData("""{"queue": "mux", "client_uuid": "c1"}""", "t0 t1 t6")]
    [InlineData("""{"queue": "mux", "client_uuid": {"$eq": "c1"}, "completed": null}""", "t6")]
    [InlineData("""{"completed": null, "client_uuid": "c2"}""", "t4 t5 t9")]
    [InlineData("""{"client_uuid": {"$ne": "c1"}, "queue": "mux"}""", "t8")]
    [InlineData("""{"engine_uuid": {"$ne": "e1"}}""", "t1 t3 t5 t7 t8 t9")]
    [InlineData("""{"msg_id": {"$in": ["t0", "t2", "t2", "no"]}}""", "t0 t2")]
    [InlineData("""{"msg_id": {"$nin": ["t0", "t2", "t4", "t6", "t8"]}}""", "t1 t3 t5 t7 t9")]
    [InlineData("""{"msg_id": {"$in": []}}""", "")]
    [InlineData("""{"msg_id": {"$nin": []}}""", "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9")]
    [InlineData("""{"engine_uuid": {"$in": [null, "e2"]}}""", "t1 t3 t5 t8 t9")]
    [InlineData("""{"engine_uuid": {"$nin": [null, "e2"]}}""", "t0 t2 t4 t6 t7")]
    [InlineData("""{"msg_id": {"$gt": "t7"}}""", "t8 t9")]
    [InlineData("""{"msg_id": {"$lt": "t2"}}""", "t0 t1")]
    [InlineData("""{"msg_id": {"$gte": "t2", "$lte": "t3"}}""", "t2 t3")]
    [InlineData("""{"msg_id": {"$all": ["t1"]}}""", "t1")]
    [InlineData("""{"msg_id": {"$all": ["t1 and more"]}}""", "")]
    [InlineData("""{"$or": [{"msg_id": "t1"}, {"engine_uuid": null}]}""", "t1 t5 t9")]
    [InlineData("""{"$nor": [{"queue": "mux"}, {"completed": null}]}""", "t2 t3 t7")]
    [InlineData("""{"engine_uuid": {"$not": {"$gt": "e"}}}""", "t5 t7 t9")]
    [InlineData("""{"stdout": {"$regex": "^hello"}}""", "t0 t8")]
    [InlineData("""{"header.msg_type": "execute_request"}""", "t0 t1 t6 t8")]
    [InlineData("""{"header.n": {"$mod": [4, 1]}}""", "t1 t5 t9")]
    [InlineData("""{"header.n": {"$gt": 7.5}}""", "t8 t9")]
    [InlineData("""{"header.nothing": null, "header.n": 3}""", "t3")]
    [InlineData("""{"error": null}""", "t0 t1 t2 t4 t5 t6 t7 t8 t9")]
    [InlineData("""{"error.ename": "ValueError"}""", "t3")]
    [InlineData("""{"result_content.status": {"$ne": "ok"}}""", "t4 t5 t6 t7 t9")]
    [InlineData("""{"stderr": "warn é 日本"}""", "t3")]
    public async Task A_filter_selects(string filter, string expected)
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(expected, Ids(db, filter));
        Assert.Equal(expected, Ids((await db.DbQueryAsync(filter, "msg_id", Cancel)).Select(row => (string)row["msg_id"]!)));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, await db.CountAsync(Filter.Parse(filter), Cancel));
    }

    /// <summary>The patterns of ipyparallel's test of $glob; the answers are those of Python's fnmatch.</summary>
    [Theory]
    [InlineData("group_a*", "t0 t1 t2 t3")]
    [InlineData("group_a/subgroup_?", "t2 t3")]
    [InlineData("group_b", "t4")]
    [InlineData("group_b/subgroup_[ab]", "t5 t6")]
    [InlineData("group_b/subgroup_[!ab]", "t7")]
    [InlineData("*/subgroup_a", "t2 t5")]
    [InlineData("*[*]*", "t8")]
    [InlineData("*[?]*", "t9")]
    public async Task A_glob_selects(string glob, string expected)
    {
        var db = await SampleDatabaseAsync();
        var filter = new Dictionary<string, object?> { ["label"] = new Dictionary<string, object?> { ["$glob"] = glob } };
        Assert.Equal(expected, Ids(db.DbQuery(filter, "msg_id").Select(row => (string)row["msg_id"]!)));
    }

    [Theory]
    [InlineData("$lt", "t0 t1 t2 t3 t4")]
    [InlineData("$lte", "t0 t1 t2 t3 t4 t5")]
    [InlineData("$gte", "t5 t6 t7 t8 t9")]
    [InlineData("$gt", "t6 t7 t8 t9")]
    [InlineData("$eq", "t5")]
    [InlineData("$ne", "t0 t1 t2 t3 t4 t6 t7 t8 t9")]
    public async Task A_date_selects(string comparison, string expected)
    {
        var db = await SampleDatabaseAsync();
        var moment = Samples.Start.AddMinutes(5);
        object[] spellings =
        [
            moment, moment.ToLocalTime(), new DateTimeOffset(moment).ToOffset(TimeSpan.FromHours(5.5)), "2026-11-23T20:05:00Z",
            "2026-11-24T01:35:00+05:30",
        ];
        foreach (var spelling in spellings)
        {
            var filter = new Dictionary<string, object?> { ["submitted"] = new Dictionary<string, object?> { [comparison] = spelling } };
            Assert.Equal(expected, Ids(db.DbQuery(filter, "msg_id").Select(row => (string)row["msg_id"]!)));
        }
    }

    /// <summary>A list goes to a store as a whole, in a form that has escapes of its own.</summary>
    [Theory]
    [InlineData("é 日本")]
    [InlineData("\U0001F600")]
    [InlineData("it's <b>&\"\\+/</b>")]
    [InlineData("\t\n\u0001")]
    [InlineData("")]
    public async Task Any_text_can_be_in_a_list(string text)
    {
        var db = await DatabaseAsync(
            new TaskRecord { MsgId = "a", Stdout = text }, new TaskRecord { MsgId = "b", Stdout = "b" }, new TaskRecord { MsgId = "c" });
        var list = new Dictionary<string, object?> { ["$in"] = new[] { text, "none" } };
        Assert.Equal(
            "a", Ids(db.DbQuery(new Dictionary<string, object?> { ["stdout"] = list }, "msg_id").Select(row => (string)row["msg_id"]!)));
        Assert.Equal(["a"], db.Tasks.Where(t => new[] { text, "none" }.Contains(t.Stdout)).Select(t => t.MsgId).ToList());
    }

    [Fact]
    public async Task A_range_of_dates_passes_over_tasks_without_one()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t2 t3 t4 t8", Ids(db, """{"started": {"$gte": "2026-11-23T20:02:00Z"}}"""));
        Assert.Equal("t2 t3", Ids(db, """{"started": {"$gte": "2026-11-23T20:02:00Z", "$lt": "2026-11-23T20:04:00Z"}}"""));
        Assert.Equal("t8", Ids(db, """{"started": {"$gte": "2026-11-23T20:02:00Z"}, "client_uuid": "c2", "queue": "mux"}"""));
        Assert.Equal("t3", Ids(db, """{"started": {"$gte": "2026-11-23T20:02:00Z"}, "completed": {"$lt": "2026-11-23T20:08:00Z"}, "client_uuid": "c2"}"""));
        Assert.Equal("", Ids(db, """{"started": {"$gt": "2026-11-23T20:04:00Z", "$lt": "2026-11-23T20:02:00Z"}}"""));
    }

    [Fact]
    public async Task The_keys_asked_for_come_and_msg_id_with_them()
    {
        var db = await SampleDatabaseAsync();
        var filter = """{"msg_id": {"$ne": ""}}""";
        Assert.Equal(10, db.DbQuery(filter).Count);
        Assert.All(db.DbQuery(filter, ["submitted", "completed"]), row => Assert.Equal(["msg_id", "submitted", "completed"], row.Keys));
        Assert.All(db.DbQuery(filter, ["submitted", "msg_id"]), row => Assert.Equal(["submitted", "msg_id"], row.Keys));
        Assert.All(db.DbQuery(filter, "msg_id"), row => Assert.Equal(["msg_id"], row.Keys));
        Assert.All(db.DbQuery(filter, []), row => Assert.Equal(["msg_id"], row.Keys));
        Assert.All(db.DbQuery(filter), row => Assert.Equal(21, row.Count));
        Assert.All(db.DbQuery(filter), row => Assert.False(row.ContainsKey("buffers") || row.ContainsKey("result_buffers")));
        Assert.True(BufferList.Of(new byte[100]).Equals(db.DbQuery("""{"msg_id": "t0"}""", "buffers")[0]["buffers"]));
    }

    [Fact]
    public async Task Values_come_as_their_types()
    {
        var db = await SampleDatabaseAsync();
        var row = db.DbQuery("""{"msg_id": "t3"}""")[0];
        Assert.Equal(Samples.Tasks[3].Submitted, Assert.IsType<DateTime>(row["submitted"]));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)row["completed"]!).Kind);
        Assert.Equal(Samples.Tasks[3].Header, row["header"]);
        Assert.Equal("warn é 日本", row["stderr"]);
        Assert.Null(db.DbQuery("""{"msg_id": "t5"}""")[0]["result_header"]);
        Assert.Null(db.DbQuery("""{"msg_id": "t5"}""")[0]["engine_uuid"]);
    }

    [Fact]
    public async Task Sorting_skipping_and_limiting()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t9 t8 t7 t6 t5 t4 t3 t2 t1 t0", Sorted(db, "-submitted"));
        Assert.Equal("t7 t5 t6 t9 t0", Sorted(db, limit: 5, "started", "-completed", "submitted"));
        Assert.Equal("t1 t0 t8", Sorted(db, skip: 1, limit: 3, filter: """{"queue": "mux"}""", "client_uuid", "-msg_id"));

        // What is asked in a dict field may take a store another way to the same order.
        const string dict = """{"queue": "mux", "header.no_such_name": null}""";
        Assert.Equal("t1 t0 t8", Sorted(db, skip: 1, limit: 3, filter: dict, "client_uuid", "-msg_id"));
        Assert.Equal("", Sorted(db, skip: 10, limit: 3, filter: "{}", "msg_id"));
        Assert.Equal("", Sorted(db, skip: 0, limit: 0, filter: "{}", "msg_id"));
    }

    /// <summary>
    /// The order that MongoDB's manual gives: numbers, strings, objects, booleans, dates behind what is missing; of an array the least
    /// element, or for a descending order the greatest; an empty one is before all.
    /// </summary>
    [Fact]
    public virtual async Task Sorting_by_what_is_inside_of_dict_fields()
    {
        string[] values =
        [
            """{"v": 2.5}""", """{"v": "b"}""", """{"v": [9, 1]}""", """{"v": []}""", "{}", """{"v": null}""", """{"v": {"a": 1}}""",
            """{"v": true}""", """{"v": {"$date": "2026-01-01T00:00:00Z"}}""", """{"v": "a", "w": [{"x": 3}, {"x": 5}]}""",
            """{"v": "a", "w": {"x": 4}}""", """{"v": "c", "w": [{"x": 9}, {}, 7]}""",
        ];
        var db = await DatabaseAsync(
            [.. values.Select((value, at) => new TaskRecord
            {
                MsgId = $"{(char)('a' + at)}",
                Queue = at % 2 == 0 ? "even" : "odd",
                Header = (Document)DocumentJson.ParseStored(value),
            })]);
        Assert.Equal("d e f c a j k b l g h i", ByPath(null, 0, "header.v", "msg_id"));
        Assert.Equal("i h g l b k j c a f e d", ByPath(null, 0, "-header.v", "-msg_id"));
        Assert.Equal("a b c d e f g h i j k l", ByPath(null, 0, "header.w.x.y", "msg_id"));
        Assert.Equal("a b c d e f g h i l j k", ByPath(null, 0, "header.w.x", "msg_id"));
        Assert.Equal("l j k i h", ByPath(5, 0, "-header.w.x", "-msg_id"));
        Assert.Equal("l j k i", ByPath(4, 0, "-header.w.0.x", "-msg_id"));
        Assert.Equal("a k g", ByPath(3, 2, "queue", "header.v", "msg_id"));

        string ByPath(int? limit, int skip, params string[] keys) => string.Join(' ', db.Query(new TaskQuery
        {
            Keys = TaskKeys.Of("msg_id"),
            Sort = TaskSort.ParsePaths(keys),
            Skip = skip,
            Limit = limit,
        }).Select(row => row["msg_id"]));
    }

    [Fact]
    public async Task Matching_tasks_are_dropped_and_counted()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(3, await db.DropMatchingAsync(Filter.Parse("""{"msg_id": {"$in": ["t1", "t2", "t3", "no"]}}"""), Cancel));
        Assert.Equal("", Ids(db, """{"msg_id": {"$in": ["t1", "t2", "t3"]}}"""));
        Assert.Equal(2, await db.DropMatchingAsync(Filter.Parse("""{"completed": {"$ne": null}, "client_uuid": "c1"}"""), Cancel));
        Assert.Equal("t4 t5 t6 t8 t9", Ids(db, "{}"));
        Assert.Equal(0, await db.DropMatchingAsync(Filter.Parse("""{"msg_id": {"$in": []}}"""), Cancel));
        Assert.Equal(5, await db.DropMatchingAsync(Filter.Everything, Cancel));
        Assert.Empty(await db.GetHistoryAsync(Cancel));
    }

    [Theory]
    [InlineData("""{"typo": null}""", "typo", null)]
    [InlineData("""{"complete": null}""", "complete", "completed")]
    [InlineData("""{"stdout": {"$regexx": "x"}}""", "stdout.$regexx", "$regex")]
    [InlineData("""{"started": "yesterday"}""", "started", null)]
    [InlineData("""{"buffers": "x"}""", "buffers", null)]
    public async Task A_filter_that_does_not_fit_is_refused_with_path_and_suggestion(string filter, string path, string? suggestion)
    {
        var db = await SampleDatabaseAsync();
        var problem = Assert.Single(Assert.Throws<QueryException>(() => db.DbQuery(filter)).Problems);
        Assert.Equal((path, suggestion), (problem.Path, problem.Suggestion));
        Assert.Equal(
            path,
            Assert.Single(
                (await Assert.ThrowsAsync<QueryException>(() => db.DbQueryAsync(filter, cancellationToken: Cancel))).Problems).Path);
    }

    [Fact]
    public async Task A_filter_that_does_not_fit_drops_nothing()
    {
        var db = await SampleDatabaseAsync();
        await Assert.ThrowsAsync<QueryException>(() => db.DropMatchingAsync(Filter.Parse("""{"typo": null}"""), Cancel));
        await Assert.ThrowsAsync<QueryException>(() => db.CountAsync(Filter.Parse("""{"typo": null}"""), Cancel));
        Assert.Equal(10, await db.CountAsync(Filter.Everything, Cancel));
    }

    [Fact]
    public async Task An_unknown_key_is_refused_even_where_nothing_matches()
    {
        var db = await DatabaseAsync();
        var problem = Assert.Single(Assert.Throws<QueryException>(() => db.DbQuery("{}", "msg_idd")).Problems);
        Assert.Equal("msg_id", problem.Suggestion);
    }

    [Fact]
    public async Task An_answer_can_be_cancelled_on_its_way()
    {
        var db = await SampleDatabaseAsync();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in db.QueryAsync(new TaskQuery(), source.Token))
            {
                seen++;
                await source.CancelAsync();
            }
        });
        Assert.Equal(1, seen);
    }

    private static string Sorted(ITaskDb db, params string[] keys) => Sorted(db, 0, null, "{}", keys);

    private static string Sorted(ITaskDb db, int limit, params string[] keys) => Sorted(db, 0, limit, "{}", keys);

    private static string Sorted(ITaskDb db, int skip, int? limit, string filter, params string[] keys) =>
        string.Join(' ', db.Query(new TaskQuery
        {
            Filter = Filter.Parse(filter),
            Keys = TaskKeys.Of("msg_id"),
            Sort = TaskSort.Parse(keys),
            Skip = skip,
            Limit = limit,
        }).Select(row => row["msg_id"]));
}
