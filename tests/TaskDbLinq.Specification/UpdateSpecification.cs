using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification;

/// <summary>Updates as data, with the meaning of MongoDB's operators.</summary>
public abstract class UpdateSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    [Fact]
    public async Task Whole_fields_are_set_of_what_a_filter_selects_and_of_nothing_else()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(4, await Update(db, """{"queue": "mux"}""", """{"$set": {"label": "new", "started": "2026-01-02T03:04:05Z", "error": {"ename": "E"}}, "$unset": {"stdout": ""}}"""));
        Assert.Equal("t0 t1 t6 t8", Ids(db, """{"label": "new", "started": {"$eq": {"$date": "2026-01-02T03:04:05Z"}}, "error.ename": "E", "stdout": null}"""));
        Assert.Equal("t2 t3 t4 t5 t7 t9", Ids(db, """{"label": {"$ne": "new"}}"""));
        Assert.Equal(0, await Update(db, """{"queue": "no"}""", """{"$set": {"label": "x"}}"""));
        Assert.Equal(10, await Update(db, "{}", """{"$set": {"label": null}}"""));
        Assert.Equal("t0 t1 t2 t3 t4 t5 t6 t7 t8 t9", Ids(db, """{"label": null}"""));
    }

    [Fact]
    public async Task Parts_of_dict_fields_are_set_and_removed_and_the_rest_stays()
    {
        var db = await DatabaseAsync(Header(0, Document.Parse("""{"a": 1, "b": {"c": 2, "d": 3}, "e": [1]}""")), Header(1, Document.Empty), Header(2, Document.None));
        await Update(db, "{}", """{"$set": {"header.b.c": "x", "header.n.m": 5}, "$unset": {"header.a": 1, "header.q.r": 1}}""");
        Assert.Equal(
            ["""{"b":{"c":"x","d":3},"e":[1],"n":{"m":5}}""", """{"b":{"c":"x"},"n":{"m":5}}""", """{"b":{"c":"x"},"n":{"m":5}}"""], await HeadersAsync(db));
        await Update(db, "{}", """{"$unset": {"header": 1}}""");
        Assert.Equal(["null", "null", "null"], await HeadersAsync(db));
        await Update(db, "{}", """{"$unset": {"header.a": 1}}""");
        Assert.Equal(["null", "null", "null"], await HeadersAsync(db));
    }

    [Fact]
    public async Task Numbers_are_added()
    {
        var db = await DatabaseAsync(Headers(1, 1.5, 4_000_000_000L, 2.5m, int.MaxValue, null), Header(6, Document.Empty));
        await Update(db, """{"header.v": {"$type": "number"}}""", """{"$inc": {"header.v": 2}}""");
        await Update(db, """{"msg_id": "t6"}""", """{"$inc": {"header.v": 2.5}}""");
        DocumentValue[] expected = [3, 3.5, 4_000_000_002L, 4.5m, 2_147_483_649L, DocumentValue.Null, 2.5];
        Assert.Equal(expected, await ValuesAsync(db));
        Assert.Equal(
            [DocumentKind.Int32, DocumentKind.Double, DocumentKind.Int64, DocumentKind.Decimal, DocumentKind.Int64],
            (await ValuesAsync(db)).Take(5).Select(value => value.Kind));
    }

    [Fact]
    public async Task The_least_and_the_greatest_by_the_order_of_types()
    {
        var db = await DatabaseAsync(Headers(1, 9, "a", null, true), Header(5, Document.Empty));
        await Update(db, "{}", """{"$max": {"header.v": 5}}""");
        Assert.Equal([5, 9, "a", 5, true, 5], await ValuesAsync(db));
        await Update(db, "{}", """{"$min": {"header.v": 7}}""");
        Assert.Equal([5, 7, 7, 5, 7, 5], await ValuesAsync(db));
        Assert.Equal(6, await Update(db, "{}", """{"$max": {"submitted": {"$date": "2026-11-23T20:02:00Z"}}, "$min": {"label": "m"}}"""));
        Assert.Equal("t0 t1 t2", Ids(db, """{"submitted": {"$date": "2026-11-23T20:02:00Z"}}"""));
        Assert.Equal("t0 t1 t2 t3 t4 t5", Ids(db, """{"label": "m"}"""));
    }

    [Fact]
    public async Task The_time_of_the_update()
    {
        var db = await SampleDatabaseAsync();
        var before = Kept(DateTime.UtcNow);
        await Update(db, """{"completed": null}""", """{"$currentDate": {"completed": true, "metadata.ended": {"$type": "date"}}}""");
        var task = await db.GetAsync("t4", Cancel);
        Assert.InRange(task.Completed!.Value, before, DateTime.UtcNow);
        Assert.Equal(task.Completed, (DateTime?)task.Metadata["ended"]);
        Assert.Equal(0, await db.CountAsync(Filter.Parse("""{"completed": null}"""), Cancel));
    }

    [Fact]
    public async Task A_value_that_can_not_be_changed_so_is_an_error_that_names_the_task()
    {
        var db = await DatabaseAsync(Headers("text"));
        Assert.Equal(
            "$inc.header.v: the task 't0' is left as it is: \"text\" stands there, to which no number is added", await Refusal(db, """{"$inc": {"header.v": 1}}"""));
        Assert.Equal(
            "$set.header.v.w: the task 't0' is left as it is: \"text\" stands on the way, which has no field 'w'", await Refusal(db, """{"$set": {"header.v.w": 1}}"""));
        Assert.Equal(["""{"v":"text"}"""], await HeadersAsync(db));
        var large = await DatabaseAsync(Headers(long.MaxValue));
        Assert.Equal("$inc.header.v: the task 't0' is left as it is: no 64 bits hold the sum", await Refusal(large, """{"$inc": {"header.v": 1}}"""));
    }

    [Fact]
    public async Task What_does_not_fit_a_task_is_refused_with_its_path()
    {
        var db = await SampleDatabaseAsync();
        var update = UpdateDocument.Parse(
            """{"$set": {"msg_id": "x", "labl": "x", "label": 5, "started": "soon", "queue.x": 1, "buffers": null, "header": 1}, "$inc": {"stdout": 1}, "$currentDate": {"stderr": true}, "$max": {"error": {}, "completed": null}}""");
        var error = await Assert.ThrowsAsync<QueryException>(() => db.UpdateMatchingAsync(Filter.Everything, update, Cancel));
        Assert.Equal(
            [
                "$set.msg_id", "$set.labl", "$set.label", "$set.started", "$set.queue.x", "$set.buffers", "$set.header", "$inc.stdout",
                "$currentDate.stderr", "$max.error", "$max.completed",
            ],
            error.Problems.Select(problem => problem.Path));
        Assert.Equal("unknown field 'labl'; did you mean 'label'?", error.Problems[1].ToString()["$set.labl: ".Length..]);
        error = await Assert.ThrowsAsync<QueryException>(
            () => db.UpdateMatchingAsync(Filter.Parse("""{"x": 1}"""), UpdateDocument.Parse("""{"$set": {"label": "x"}}"""), Cancel));
        Assert.Equal("x", Assert.Single(error.Problems).Path);
    }

    [Fact]
    public async Task Updates_at_the_same_time_lose_nothing()
    {
        var db = await DatabaseAsync(Headers(0));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var time = 0; time < 5; time++)
                {
                    await Update(db, "{}", """{"$inc": {"header.v": 1}}""");
                }
            },
            Cancel)));
        Assert.Equal([40], await ValuesAsync(db));
    }

    private static TaskRecord Header(int number, Document header) => Samples.Submitted(number, "c", null, "task") with { Header = header };

    private static TaskRecord[] Headers(params DocumentValue?[] values) =>
        [.. values.Select((value, at) => Header(at, Document.Of(("v", value))))];

    private Task<ITaskDb> DatabaseAsync(TaskRecord[] tasks, params TaskRecord[] more) => base.DatabaseAsync([.. tasks, .. more]);

    private static Task<long> Update(ITaskDb db, string filter, string update) =>
        db.UpdateMatchingAsync(Filter.Parse(filter), UpdateDocument.Parse(update), Cancel);

    private static async Task<string> Refusal(ITaskDb db, string update) =>
        Assert.Single((await Assert.ThrowsAsync<QueryException>(() => Update(db, "{}", update))).Problems).ToString();

    private static async Task<List<TaskRecord>> TasksAsync(ITaskDb db) =>
        (await db.Tasks.Async().ToListAsync(Cancel)).OrderBy(task => task.MsgId, StringComparer.Ordinal).ToList();

    private static async Task<string[]> HeadersAsync(ITaskDb db) =>
        [.. (await TasksAsync(db)).Select(task => task.Header.IsNull ? "null" : task.Header.ToString())];

    private static async Task<DocumentValue[]> ValuesAsync(ITaskDb db) => [.. (await TasksAsync(db)).Select(task => task.Header["v"])];
}
