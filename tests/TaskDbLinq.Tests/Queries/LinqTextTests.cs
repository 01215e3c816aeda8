using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Predicates as text, against filters written by hand; and what the text must not reach.</summary>
public class LinqTextTests
{
    [Theory]
    [InlineData("completed == null", """{"completed":null}""")]
    [InlineData("Completed == null && EngineUuid != 'a'", """{"completed":null,"engine_uuid":{"$ne":"a"}}""")]
    [InlineData("not (queue == \"mux\" or queue == \"task\")", """{"$nor":[{"queue":"mux"},{"queue":"task"}]}""")]
    [InlineData("started >= \"2026-11-23T20:00:00Z\" and started < '2026-11-23T21:00:00+00:00'",
        """{"started":{"$gte":{"$date":"2026-11-23T20:00:00.000000Z"},"$lt":{"$date":"2026-11-23T21:00:00.000000Z"}}}""")]
    [InlineData("'2026-11-23T20:00:00Z' < started", """{"started":{"$gt":{"$date":"2026-11-23T20:00:00.000000Z"}}}""")]
    [InlineData("started.HasValue", """{"started":{"$ne":null}}""")]
    [InlineData("header[\"msg_type\"] == \"apply_request\"", """{"header.msg_type":{"$eq":"apply_request","$not":{"$type":"array"}}}""")]
    [InlineData("header.msg_type = 'apply_request'", """{"header.msg_type":{"$eq":"apply_request","$not":{"$type":"array"}}}""")]
    [InlineData("header[\"n\"] > -3.5", """{"header.n":{"$gt":-3.5,"$not":{"$type":"array"}}}""")]
    [InlineData("metadata.after[0] == 'x'", """{"metadata.after":{"$type":"array"},"metadata.after.0":"x"}""")]
    [InlineData("header['a\"b'] == true", """{"header.a\"b":{"$eq":true,"$not":{"$type":"array"}}}""")]
    [InlineData("header.k in ('a', 2)", """{"header.k":{"$in":["a",2],"$not":{"$type":"array"}}}""")]
    [InlineData("engine_uuid in ('a', 'b')", """{"engine_uuid":{"$in":["a","b"]}}""")]
    [InlineData("stdout.StartsWith('a.') and not stderr.Contains('x')", """{"stdout":{"$regex":"^a\\."},"stderr":{"$not":{"$regex":"x"}}}""")]
    [InlineData("stdout == '\\n\\\\'", """{"stdout":"\n\\"}""")]
    [InlineData("msg_id > 'm'", """{"msg_id":{"$gt":"m"}}""")]
    [InlineData("error == null", """{"error":null}""")]
    [InlineData("not queue == 'mux' and label == null", """{"queue":{"$ne":"mux"},"label":null}""")]
    [InlineData("not not queue == 'mux' or not (label == null)", """{"$or":[{"queue":"mux"},{"label":{"$ne":null}}]}""")]
    [InlineData("not header.k in ('a', 2)", """{"header.k":{"$not":{"$in":["a",2],"$not":{"$type":"array"}}}}""")]
    public void Tasks(string text, string expected) => Assert.Equal(expected, Filter.FromText<TaskRecord>(text).ToJson());

    [Theory]
    [InlineData("priority > 2.5 and active", """{"priority":{"$gt":2.5},"active":true}""")]
    [InlineData("balance >= 9.5", """{"balance":{"$gte":{"$numberDecimal":"9.5"}}}""")]
    [InlineData("points == 3000000000", """{"points":3000000000}""")]
    [InlineData("tier == 'pure_gold'", """{"tier":"PureGold"}""")]
    [InlineData("joined == '2026-01-02'", """{"joined":{"$date":"2026-01-02T00:00:00.000000Z"}}""")]
    [InlineData("address.city == 'a' or address.country.code == null", """{"$or":[{"address.city":"a"},{"address.country.code":null}]}""")]
    [InlineData("orders.Any(total > 5 and note == null)", """{"orders":{"$elemMatch":{"total":{"$gt":5},"note":null}}}""")]
    [InlineData("orders.Any(o => o.total > 5 and o.lines.Any(sku == 'x')) and name == 'n'",
        """{"orders":{"$elemMatch":{"total":{"$gt":5},"lines":{"$elemMatch":{"sku":"x"}}}},"name":"n"}""")]
    [InlineData("orders.Count() == 2 and marks.Count == 1", """{"orders":{"$size":2},"marks":{"$size":1}}""")]
    [InlineData("tags.Contains('x')", """{"tags":"x"}""")]
    [InlineData("id % 4 == 1", """{"id":{"$mod":[4,1]}}""")]
    public void Plain_classes(string text, string expected) => Assert.Equal(expected, Filter.FromText<Customer>(text).ToJson());

    [Fact]
    public void Values_from_outside()
    {
        string[] array = ["a", "b"];
        const string expected = """{"completed":null,"engine_uuid":{"$in":["a","b"]}}""";
        const string text = "completed == null and engine_uuid in @0";
        Assert.Equal(expected, Filter.FromText<TaskRecord>(text, array).ToJson());
        Assert.Equal(expected, Filter.FromText<TaskRecord>(text, new List<object> { "a", "b" }).ToJson());
        Assert.Equal("""{"started":{"$date":"2026-11-23T00:00:00.000000Z"},"header.a":{"$eq":1,"$not":{"$type":"array"}}}""",
            Filter.FromText<TaskRecord>("started == @1 and header.a == @0", 1, "2026-11-23T00:00:00Z").ToJson());
        Assert.Equal("""{"started":{"$in":[{"$date":"2026-11-23T00:00:00.000000Z"}]}}""",
            Filter.FromText<TaskRecord>("started in @0", new List<string> { "2026-11-23T00:00:00Z" }).ToJson());
    }

    [Fact]
    public void Where_filters_a_queryable()
    {
        TaskRecord[] tasks =
            [new() { MsgId = "a", EngineUuid = "e" }, new() { MsgId = "b", EngineUuid = "f" }, new() { MsgId = "c", Stdout = null }];
        string[] ids = ["e", "x"];
        Assert.Equal("a", Assert.Single(tasks.AsQueryable().WhereText("completed == null and engine_uuid in @0", ids)).MsgId);
        Assert.Empty(tasks.AsQueryable().WhereText("stdout.Contains('x')"));
    }

    [Theory]
    [InlineData("complted == null", "character 1", "unknown field 'complted'; did you mean 'completed'?")]
    [InlineData("queue == 'a' and strated == null", "character 18", "did you mean 'started'?")]
    [InlineData("stdout.StartWith('a')", "character 8", "did you mean 'StartsWith'?")]
    [InlineData("started > 'yesterday'", "character 11", "ISO 8601")]
    [InlineData("queue == 'a", "character 10", "does not end")]
    [InlineData("queue == @1", "character 10", "no value @1")]
    [InlineData("queue ; queue", "character 7", "unexpected ';'")]
    [InlineData("queue == 5", "character", "")]
    [InlineData("queue ==", "character", "")]
    [InlineData("queue in 'abc'", "character 10", "expected a list")]
    [InlineData("queue == label", "", "not with another field")]
    [InlineData("queue", "", "")]
    [InlineData("", "", "")]
    public void Problems_have_their_position(string text, string path, string reason)
    {
        var fault = Assert.Throws<QueryException>(() => Filter.FromText<TaskRecord>(text));
        Assert.Contains(path, fault.Problems[0].Path, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Problems[0].ToString(), StringComparison.Ordinal);
    }

    /// <summary>CVE-2024-51417: a text reached members of types that it should not know, through reflection and statics.</summary>
    [Theory]
    [InlineData("\"\".GetType().Assembly != null")]
    [InlineData("queue.GetType().Assembly.GetType('System.Diagnostics.Process') != null")]
    [InlineData("it.GetType() != null")]
    [InlineData("started.Value.GetType().Module != null")]
    [InlineData("header.GetType().Name == 'x' and queue.ToString() == 'a'")]
    [InlineData("System.IO.File.Exists('/etc/passwd')")]
    [InlineData("Environment.MachineName == 'a'")]
    [InlineData("DateTime.Now > started")]
    [InlineData("AppDomain.CurrentDomain.GetAssemblies().Any()")]
    [InlineData("new(queue as q).q == 'a'")]
    [InlineData("new System.Diagnostics.Process() != null")]
    [InlineData("typeof(System.String) != null")]
    [InlineData("Convert.ToInt32(queue) == 1")]
    [InlineData("Guid.NewGuid() != null")]
    [InlineData("Math.Abs(1) == 1")]
    [InlineData("iif(true, queue, null) == 'a'")]
    [InlineData("cast(queue, 'System.Object') != null")]
    [InlineData("queue.Length == 1")]
    [InlineData("@0.GetType() != null")]
    [InlineData("header.a.ToString() == 'x'")]
    [InlineData("root.queue == 'a'")]
    public void Nothing_outside_the_record_is_reached(string text) =>
        Assert.Throws<QueryException>(() => Filter.FromText<TaskRecord>(text, "a"));

    [Fact]
    public void Length_and_nesting_have_limits()
    {
        Assert.Throws<QueryException>(() => Filter.FromText<TaskRecord>(new string(' ', 4_001)));
        Assert.Throws<QueryException>(() => Filter.FromText<TaskRecord>(new string('(', 3_900)));
        Assert.Throws<QueryException>(() => Filter.FromText<TaskRecord>(new string('!', 3_900) + "queue == 'a'"));
        Assert.Throws<QueryException>(() => Filter.FromText<TaskRecord>(string.Concat(Enumerable.Repeat("true ? false : ", 250)) + "x"));
        Assert.Equal("{}", Filter.FromText<TaskRecord>(string.Join(" or ", Enumerable.Repeat("true", 400))).ToJson());
    }

    [Theory]
    [InlineData("big == 5", "1")]
    [InlineData("big < 0", "")]
    [InlineData("big > -1 and big != 18446744073709551615", "1")]
    [InlineData("small in (1, 2)", "1 2")]
    [InlineData("small < 300", "1 2")]
    [InlineData("signed == -3 or mid == 7", "1 2")]
    [InlineData("marks.Contains(2)", "1")]
    [InlineData("not marks.Contains(2)", "2")]
    [InlineData("letters.Contains('b')", "2")]
    public void Numbers_have_the_type_of_the_field(string text, string expected)
    {
        Sized[] all =
        [
            new() { Id = 1, Big = 5, Small = 1, Signed = -3, Mid = 1, Marks = [1, 2] },
            new() { Id = 2, Big = ulong.MaxValue, Small = 2, Signed = 3, Mid = 7, Marks = [3], Letters = ["b"] },
        ];
        Assert.Equal(expected, string.Join(' ', all.Where(Filter.FromText<Sized>(text).ToPredicate<Sized>()).Select(sized => sized.Id)));
    }

    [Theory]
    [InlineData("id == \"\"", "character 7: the field holds a number, not a string")]
    [InlineData("big in (\"a\")", "character 8: the field holds a number, not a string")]
    [InlineData("isOpen == \"\"", "character 11: the field holds true or false, not a string")]
    [InlineData("marks.Contains(\"2\")", "character 16: the field holds a number, not a string")]
    [InlineData("small in (1, 300)", "character 10: 300 in the list can't be a value of the field")]
    public void A_value_that_the_field_cannot_hold_is_refused(string text, string problem) =>
        Assert.StartsWith(problem, Assert.Throws<QueryException>(() => Filter.FromText<Sized>(text)).Message, StringComparison.Ordinal);

    private sealed class Sized
    {
        public int Id { get; init; }

        public ulong Big { get; init; }

        public byte Small { get; init; }

        public sbyte Signed { get; init; }

        public ushort Mid { get; init; }

        public bool IsOpen { get; init; }

        public List<short> Marks { get; init; } = [];

        public string[] Letters { get; init; } = [];
    }
}
