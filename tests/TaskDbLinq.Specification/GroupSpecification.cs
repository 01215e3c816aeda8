using System.Globalization;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification;

/// <summary>Groups as MongoDB's <c>$group</c> makes them.</summary>
public abstract class GroupSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    [Fact]
    public async Task Counts_of_a_column_come_in_the_order_of_its_values()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(
            """{"queue":"mux","count":4} {"queue":"task","count":6}""", await Groups(db, """{"group": ["queue"], "count": true}"""));
        Assert.Equal(
            """{"engine_uuid":null,"n":2} {"engine_uuid":"","n":1} {"engine_uuid":"e1","n":4} {"engine_uuid":"e2","n":3}""",
            await Groups(db, """{"group": "engine_uuid", "count": "n"}"""));
    }

    [Fact]
    public async Task A_filter_selects_what_is_grouped()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(
            """{"queue":"task","count":3}""",
            await Groups(db, """{"filter": {"completed": null, "queue": {"$ne": "mux"}}, "group": ["queue"], "count": true}"""));
        Assert.Equal(string.Empty, await Groups(db, """{"filter": {"queue": "no"}, "group": ["queue"], "count": true}"""));
    }

    [Fact]
    public async Task Without_keys_all_tasks_are_one_group_and_no_tasks_are_none()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(
            """{"count":10,"first":{"$date":"2026-11-23T20:00:00Z"},"last":{"$date":"2026-11-23T20:09:00Z"}}""",
            await Groups(db, """{"count": true, "min": {"first": "submitted"}, "max": {"last": "submitted"}}"""));
        Assert.Equal(string.Empty, await Groups(db, """{"filter": {"queue": "no"}, "count": true}"""));
        Assert.Equal(string.Empty, await Groups(db, """{"filter": {"queue": "no"}, "sum": {"n": "header.n"}}"""));
    }

    [Fact]
    public async Task Several_keys_and_their_order()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(
            """{"client_uuid":"c1","queue":"mux","n":3} {"client_uuid":"c1","queue":"task","n":2} {"client_uuid":"c2","queue":"mux","n":1} {"client_uuid":"c2","queue":"task","n":4}""",
            await Groups(db, """{"group": ["client_uuid", "queue"], "count": "n"}"""));
        Assert.Equal(
            """{"queue":"task","client_uuid":"c2","n":4} {"queue":"mux","client_uuid":"c1","n":3}""",
            await Groups(db, """{"group": ["queue", "client_uuid"], "count": "n", "sort": ["-n"], "limit": 2}"""));
        Assert.Equal(
            """{"queue":"task","client_uuid":"c1","n":2} {"queue":"mux","client_uuid":"c2","n":1}""",
            await Groups(db, """{"group": ["queue", "client_uuid"], "count": "n", "sort": {"n": -1, "queue": 1}, "skip": 2}"""));
    }

    [Fact]
    public async Task An_order_by_values_puts_null_first_and_breaks_ties_by_key()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(
            """{"engine_uuid":null,"done":null} {"engine_uuid":"e1","done":{"$date":"2026-11-23T20:02:20Z"}}""",
            await Groups(db, """{"group": ["engine_uuid"], "max": {"done": "completed"}, "sort": ["done"], "limit": 2}"""));
        Assert.Equal(
            """{"engine_uuid":"e1","done":{"$date":"2026-11-23T20:02:20Z"}} {"engine_uuid":null,"done":null}""",
            await Groups(db, """{"group": ["engine_uuid"], "max": {"done": "completed"}, "sort": ["-done"], "skip": 2}"""));
        Assert.Equal(
            """{"engine_uuid":"e2","n":3} {"engine_uuid":null,"n":2}""",
            await Groups(db, """{"group": ["engine_uuid"], "count": "n", "sort": ["-n"], "skip": 1, "limit": 2}"""));
        Assert.Equal(
            """{"queue":"task","engine_uuid":""} {"queue":"task","engine_uuid":"e1"} {"queue":"task","engine_uuid":"e2"}""",
            await Groups(db, """{"group": ["queue", "engine_uuid"], "sort": ["-queue"], "skip": 1, "limit": 3}"""));
        var sums = await DatabaseAsync(
            Labeled(0, "b") with { Header = Of(2) }, Labeled(1, "a") with { Header = Of(2) }, Labeled(2, "c") with { Header = Of(5) });
        Assert.Equal(
            """{"label":"c","s":5} {"label":"a","s":2}""",
            await Groups(sums, """{"group": ["label"], "sum": {"s": "header.v"}, "sort": ["-s"], "limit": 2}"""));
        Assert.Equal(
            """{"label":"c","s":5,"n":1}""",
            await Groups(sums, """{"group": ["label"], "sum": {"s": "header.v"}, "count": "n", "sort": ["n"], "skip": 2}"""));

        static Document Of(int value) => Document.Of(("v", value));
    }

    [Fact]
    public async Task Extremes_leave_out_null_and_compare_by_code_point()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal(
            """{"queue":"mux","done":{"$date":"2026-11-23T20:08:20Z"},"least":"group_a","most":"label*task"} {"queue":"task","done":{"$date":"2026-11-23T20:07:20Z"},"least":"group_a/subgroup_a","most":"label?task"}""",
            await Groups(db, """{"group": ["queue"], "max": {"done": "completed", "most": "label"}, "min": {"least": "label"}}""", "queue done least most"));
        Assert.Equal(
            """{"engine_uuid":null,"done":null} {"engine_uuid":"","done":{"$date":"2026-11-23T20:07:20Z"}} {"engine_uuid":"e1","done":{"$date":"2026-11-23T20:02:20Z"}} {"engine_uuid":"e2","done":{"$date":"2026-11-23T20:08:20Z"}}""",
            await Groups(db, """{"group": ["engine_uuid"], "max": {"done": "completed"}}"""));
        var order = await DatabaseAsync(Labeled(0, "\uFF5E"), Labeled(1, "\U0001F600"), Labeled(2, "Z"), Labeled(3, "a"));
        var all = (await order.GroupAsync(GroupQuery.Parse("""{"min": {"least": "label"}, "max": {"most": "label"}}"""), Cancel)).Single();
        Assert.Equal(("Z", "\U0001F600"), ((string?)all["least"], (string?)all["most"]));
    }

    [Fact]
    public async Task A_path_groups_by_value_numbers_of_all_kinds_together_and_types_apart()
    {
        var db = await DatabaseAsync(Headers(
            1, 1L, 1.0, 1m, "1", true, null, double.NaN, double.NaN, 1.5, 1.5m, false, "", "true", 9007199254740993L, 9007199254740992.0,
            -0.0, 0, double.PositiveInfinity));
        Assert.Equal(
            "null:1 NaN:2 0:2 1:4 1.5:2 9007199254740992:1 9007199254740993:1 Infinity:1 \"\":1 \"1\":1 \"true\":1 false:1 true:1",
            await Counts(db, "header.v"));
    }

    [Fact]
    public async Task A_missing_key_is_null()
    {
        var db = await DatabaseAsync(
            Header(0, Document.Of(("v", DocumentValue.Null))), Header(
                1, Document.Empty), Header(2, Document.None), Header(3, Document.Of(("v", 5))),
            Header(4, Document.Of(("v", Document.Of(("w", 5))))));
        Assert.Equal("null:3 5:1 {\"w\":5}:1", await Counts(db, "header.v"));
        Assert.Equal("null:4 5:1", await Counts(db, "header.v.w"));
    }

    [Fact]
    public async Task Timestamps_documents_and_arrays_are_keys_too()
    {
        var time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var db = await DatabaseAsync(Headers(
            time, time, "2026-01-02T03:04:05Z", Document.Of(
                ("a", 1), ("b", 2)), Document.Of(("a", 1), ("b", 2)), Document.Of(("b", 2), ("a", 1)),
            DocumentArray.Of(1, 2), DocumentArray.Of(1, 2), DocumentArray.Of(2, 1), DocumentArray.Empty, Document.Empty));
        Assert.Equal(
            """
            "2026-01-02T03:04:05Z":1 {}:1 {"a":1,"b":2}:2 {"b":2,"a":1}:1 []:1 [1,2]:2 [2,1]:1 {"$date":"2026-01-02T03:04:05Z"}:2
            """.Trim(),
            await Counts(db, "header.v"));
    }

    [Fact]
    public async Task A_path_through_an_array_gives_the_array_of_what_its_documents_have()
    {
        var db = await DatabaseAsync(Headers(
            DocumentArray.Of(Document.Of(("w", 1)), 7, Document.Of(("x", 2)), Document.Of(("w", 3))), DocumentArray.Of(
                1, 2), DocumentArray.Of(Document.Of(("w", "a")))));
        Assert.Equal("""[]:1 [1,3]:1 ["a"]:1""", await Counts(db, "header.v.w"));
    }

    [Fact]
    public async Task Sums_leave_out_what_is_no_number()
    {
        var db = await DatabaseAsync(
            Headers(1, 2.5, "3", null, true, DocumentArray.Of(100), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), 40L));
        Assert.Equal(
            """{"total":43.5,"mean":14.5,"none":0,"no":null}""",
            await Groups(db, """{"sum": {"total": "header.v", "none": "header.x"}, "avg": {"mean": "header.v", "no": "header.x"}}""", "total mean none no"));
    }

    [Fact]
    public async Task Whole_numbers_are_added_exactly_and_become_a_double_when_the_sum_has_no_64_bits()
    {
        var db = await DatabaseAsync(Headers(9007199254740993L, 2, int.MaxValue));
        Assert.Equal("""{"total":9007201402224642}""", await Groups(db, """{"sum": {"total": "header.v"}}"""));
        var large = await DatabaseAsync(Headers(long.MaxValue, long.MaxValue));
        Assert.Equal(
            18446744073709551616.0,
            (double?)(await large.GroupAsync(GroupQuery.Parse("""{"sum": {"total": "header.v"}}"""), Cancel)).Single()["total"]);
    }

    [Fact]
    public async Task Extremes_of_a_path_compare_by_the_order_of_types()
    {
        var db = await DatabaseAsync(Headers(2, "a", null, true, 10, "b", DocumentArray.Of(1), Document.Of(("a", 1))));
        Assert.Equal("""{"least":2,"most":true}""", await Groups(db, """{"min": {"least": "header.v"}, "max": {"most": "header.v"}}""", "least most"));
        var numbers = await DatabaseAsync(Headers(2, 10L, 2.5, -1.5));
        Assert.Equal("""{"least":-1.5,"most":10}""", await Groups(numbers, """{"min": {"least": "header.v"}, "max": {"most": "header.v"}}""", "least most"));
    }

    [Fact]
    public async Task What_does_not_fit_a_task_is_refused_with_its_path()
    {
        var db = await SampleDatabaseAsync();
        var query = new GroupQuery
        {
            Keys = ["labl", "buffers", "queue.x", "header.$x", "header.0"],
            Values =
            [
                new("s", GroupAggregate.Sum, "label"), new("a", GroupAggregate.Average, "submitted"),
                new("m", GroupAggregate.Max, "result_buffers"),
            ],
        };
        var error = await Assert.ThrowsAsync<QueryException>(() => db.GroupAsync(query, Cancel));
        Assert.Equal(
            [
                "group[3]: '$x' begins with $, which a name here can't",
                "group[4]: '0' is a position in a list: groups know names only",
                "group[0]: unknown field 'labl'; did you mean 'label'?",
                "group[1]: 'buffers' holds bytes, which are not compared",
                "group[2]: 'queue' has no parts; dict fields do",
                "sum.s: 'label' holds a string, and no number",
                "avg.a: 'submitted' holds a timestamp, and no number",
                "max.m: 'result_buffers' holds bytes, which are not compared",
            ],
            error.Problems.Select(problem => problem.ToString()));
        await Assert.ThrowsAsync<QueryException>(() => db.GroupAsync(new GroupQuery { Filter = Filter.Parse("""{"labl": 1}""") }, Cancel));
    }

    private static TaskRecord Labeled(int number, string label) => Samples.Submitted(number, "c", null, "task", label);

    private static TaskRecord Header(int number, Document header) => Samples.Submitted(number, "c", null, "task") with { Header = header };

    private static TaskRecord[] Headers(params DocumentValue?[] values) =>
        [.. values.Select((value, at) => Header(at, Document.Of(("v", value))))];

    /// <summary>The groups, each as JSON; numbers in their shortest form, whatever their kind.</summary>
    private static async Task<string> Groups(ITaskDb db, string question, string? names = null)
    {
        var groups = await db.GroupAsync(GroupQuery.Parse(question), Cancel);
        return string.Join(' ', groups.Select(group => Shown(
            names is null ? group : Document.Of(names.Split(' ').Select(name => (name, (DocumentValue?)group[name]))))));
    }

    private static async Task<string> Counts(ITaskDb db, string path)
    {
        var groups = await db.GroupAsync(new GroupQuery { Keys = [path], Values = [new("n", GroupAggregate.Count)] }, Cancel);
        return string.Join(' ', groups.Select(group => $"{Shown(group[path])}:{Shown(group["n"])}"));
    }

    private static string Shown(DocumentValue value) => value.Kind switch
    {
        DocumentKind.Object => $"{{{string.Join(',', ((Document)value).Select(field => $"\"{field.Key}\":{Shown(field.Value)}"))}}}",
        DocumentKind.Array => $"[{string.Join(',', ((DocumentArray)value).Select(Shown))}]",
        DocumentKind.Double => (((double?)value)!.Value + 0.0).ToString("R", CultureInfo.InvariantCulture),
        DocumentKind.Decimal => ((double?)value)!.Value.ToString("R", CultureInfo.InvariantCulture),
        DocumentKind.Date => value.ToString().Replace(".000000Z", "Z", StringComparison.Ordinal),
        _ => value.ToString(),
    };
}
