using TaskDbLinq.Filters;
using TaskDbLinq.Specification;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Queries.Parsing;

/// <summary>What a filter may cost, and what its names may hold: issue 3, part 7.</summary>
public sealed class LimitTests
{
    [Fact]
    public void Operators_nest_so_deep_and_no_deeper()
    {
        Assert.NotNull(Filter.Parse(Nested(31)));
        Assert.Contains("nests deeper than 32", Refusal(Nested(33)), StringComparison.Ordinal);
        Assert.Contains("is not JSON", Refusal(Nested(100_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_are_so_long_and_no_longer()
    {
        Assert.NotNull(Filter.Parse(Among(100_000)));
        var fault = Assert.Throws<QueryException>(() => Filter.Parse(Among(100_001)));
        Assert.Contains("a.$in: the list has more than 100000 values", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_are_so_many_and_no_more()
    {
        var limits = FilterOptions.Default.WithLimits(new FilterLimits { Nodes = 10 });
        Assert.NotNull(Filter.Parse(Fields(10), limits));
        var fault = Assert.Throws<QueryException>(() => Filter.Parse(Fields(11), limits));
        Assert.Contains("more than 10 fields and conditions", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_patterns_are_so_long_and_no_longer()
    {
        Assert.Contains("at most 1000 characters", Refusal($"{{\"{new string('a', 1_001)}\":1}}"), StringComparison.Ordinal);
        Assert.Contains(
            "longer than 4096 characters", Refusal($"{{\"a\":{{\"$regex\":\"{new string('a', 4_097)}\"}}}}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_is_not_copied_into_each_problem()
    {
        var filter = new Dictionary<string, object?> { [new string('n', 1 << 20)] = Enumerable.Repeat("\uD800", 10_000).ToList() };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Throws<QueryException>(() => Filter.Parse(filter));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
        Assert.InRange(fault.Problems.Length, 1, 101);
    }

    [Fact]
    public void A_dictionary_inside_itself_is_refused()
    {
        var filter = new Dictionary<string, object?>();
        filter["a"] = filter;
        filter["b"] = filter;
        var fault = Assert.Throws<QueryException>(() => Filter.Parse(filter));
        Assert.Contains("a: the value contains itself", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_graph_that_stands_for_very_many_values_is_refused()
    {
        object? shared = 1;
        for (var i = 0; i < 40; i++)
        {
            shared = new List<object?> { shared, shared };
        }

        var limits = FilterOptions.Default.WithLimits(new FilterLimits { ListLength = 100, Nodes = 100 });
        var fault = Assert.Throws<QueryException>(() => Filter.Parse(new Dictionary<string, object?> { ["a"] = shared }, limits));
        Assert.Contains("more than 1100 values", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rendering_costs_no_more_than_the_depth()
    {
        var filter = "{\"a\":1}";
        for (var i = 0; i < 15; i++)
        {
            filter = $"{{\"$or\":[{{\"$and\":[{{\"b\":1}},{filter},{{\"b\":2}}]}}]}}";
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotEmpty(Filter.Parse(filter).ToJson());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData("header.'; drop table tasks; --")]
    [InlineData("header.\"quoted\"")]
    [InlineData("header.../../etc/passwd", "no empty part")]
    [InlineData("header.a[0]['b']")]
    [InlineData("header.$where")]
    [InlineData("header.x\"] = 1 or json_extract(\"")]
    [InlineData("header.a\0b", "no NUL character")]
    [InlineData("header.%n*?")]
    public void A_name_is_only_ever_data(string name, string? refusal = null)
    {
        var filter = new Dictionary<string, object?> { [name] = "x" };
        if (refusal is not null)
        {
            Assert.Contains(refusal, Assert.Throws<QueryException>(() => Filter.Parse(filter)).Message, StringComparison.Ordinal);
            return;
        }

        var inner = name["header.".Length..];
        var task = new TaskRecord { MsgId = "1", Header = Document.Of((inner, "x")) };
        Assert.True(Filter.Parse(filter).ToPredicate<TaskRecord>()(task));
        Assert.False(Filter.Parse(filter).ToPredicate<TaskRecord>()(new TaskRecord { MsgId = "x" }));
    }

    /// <summary>
    /// 9,000 calls in one method are too many temporaries for a small stack; a value nested by hand is as deep as it likes.
    /// </summary>
    [Fact]
    public void What_is_within_the_limits_does_not_overflow_a_small_stack()
    {
        var task = new TaskRecord { MsgId = "1", Header = Document.Parse("""{"n":8999}"""), Queue = "q" };
        var filter = $"{{\"$or\":[{string.Join(',', Enumerable.Range(0, 9_000).Select(i => $"{{\"header.n\":{i}}}"))}]}}";
        Assert.True(SmallStack.Run(() => Filter.Parse(filter).ToPredicate<TaskRecord>()(task)));
        Assert.Equal(
            9_000,
            SmallStack.Run(() => Filter.FromExpression(Filter.ToExpression<TaskRecord>(filter)).ToJson().Split("header.n").Length - 1));

        DocumentValue deep = 1;
        for (var i = 0; i < 100_000; i++)
        {
            deep = DocumentArray.Of(deep);
        }

        var fault = Assert.Throws<QueryException>(() => Filter.Parse(new Dictionary<string, object?> { ["header.n"] = deep }));
        Assert.Equal("header.n: the value nests deeper than 96", fault.Message);
    }

    /// <summary>One rule for a path, whether it is written with dots or with $elemMatch.</summary>
    [Fact]
    public void What_is_allowed_counts_inside_of_an_element_too()
    {
        var options = FilterOptions.Default.Allow(fields: ["orders.placed", "lines"]);
        foreach (var filter in new[]
        {
            """{"orders.placed":1}""", """{"orders":{"$elemMatch":{"placed":1}}}""", """{"orders":{"$not":{"$elemMatch":{"placed":1}}}}""",
            """{"orders":{"$elemMatch":{"$or":[{"placed":1},{"placed":{"$gt":5}}]}}}""", """{"orders":{"$all":[{"$elemMatch":{"placed":1}}]}}""",
            """{"lines":{"$elemMatch":{"sku":1,"parts":{"$elemMatch":{"x":1}}}}}""",
        })
        {
            Assert.Empty(Filter.TryParse(filter, options).Problems);
        }

        Assert.True(Filter.TryParse("""{"orders":{"$elemMatch":{"placed":1}}}""", FilterOptions.Default.Allow(fields: ["orders"])).Success);
        foreach (var filter in new[]
        {
            """{"orders":{"$elemMatch":{"total":1}}}""", """{"orders":{"$elemMatch":{}}}""", """{"orders":{"$elemMatch":{"$or":[{"placed":1},{}]}}}""",
            """{"orders":{"$elemMatch":{"placed":1},"$size":1}}""", """{"orders":{"$not":{"$size":1}}}""", """{"orders":{"$elemMatch":{"$ne":1}}}""",
        })
        {
            Assert.NotEmpty(Filter.TryParse(filter, options).Problems);
        }

        var refused = Filter.TryParse("""{"lines":{"$elemMatch":{"sku":1}}}""", FilterOptions.Default.Allow(fields: ["orders"]));
        Assert.Equal("lines.$elemMatch.sku", Assert.Single(refused.Problems).Path);
    }

    [Fact]
    public void What_mongodb_takes_of_options_and_sizes_is_taken()
    {
        Assert.Equal(Filter.Parse("""{"a":{"$regex":"b"}}"""), Filter.Parse("""{"a":{"$regex":"b","$options":null}}"""));
        Assert.Equal(Filter.Parse("""{"a":{"$regex":"b","$options":"i"}}"""), Filter.Parse("""{"a":{"$regex":"b","$options":"iu"}}"""));
        Assert.Equal("""{"a":{"$size":5000000000}}""", Filter.Parse("""{"a":{"$size":5000000000}}""").ToJson());
        Assert.False(Filter.Parse("""{"header.a":{"$size":5000000000}}""").ToPredicate<TaskRecord>()(new() { MsgId = "t", Header = Document.Parse("""{"a":[]}""") }));
    }

    /// <summary>What BSON can't hold is refused before any store sees it.</summary>
    [Fact]
    public void What_bson_can_not_hold_is_refused()
    {
        Assert.Contains("can't have a NUL character", Refusal("""{"a":{"$regex":"b\u0000c"}}"""), StringComparison.Ordinal);
        Assert.Contains("of a UUID has 16 bytes", Refusal("""{"a":{"$binary":{"base64":"AQI=","subType":"04"}}}"""), StringComparison.Ordinal);
        Assert.NotNull(Filter.Parse("""{"a":{"$binary":{"base64":"AQI=","subType":"00"}}}"""));
    }

    [Fact]
    public void Names_that_differ_in_case_only_are_told_apart_or_refused()
    {
        Assert.Equal("url_count: the name can mean URLCount or UrlCount: write the one that is meant as it is", Assert.Throws<QueryException>(() => Filter.ToExpression<Twins>("""{"url_count":1}""")).Message);
        Assert.True(Filter.Parse("""{"UrlCount":2,"URLCount":1}""").ToPredicate<Twins>()(new() { URLCount = 1, UrlCount = 2 }));
        Assert.Contains("unknown field 'Hidden'", Assert.Throws<QueryException>(() => Filter.ToExpression<Twins>("""{"Hidden":1}""")).Message, StringComparison.Ordinal);
        Assert.NotNull(Filter.ToExpression<INamed>("""{"id":1,"name":"a"}"""));
    }

    private interface IKeyed
    {
        int Id { get; }
    }

    private interface INamed : IKeyed
    {
        string Name { get; }
    }

    private sealed class Twins
    {
        public int URLCount { get; set; }

        public int UrlCount { get; set; }

        public int Hidden { private get; set; }
    }

    [Fact]
    public void All_problems_come_at_once()
    {
        var fault = Assert.Throws<QueryException>(() => Filter.ToExpression<TaskRecord>(
            """{"strated":1,"started":5,"$or":[],"stdout":{"$regex":"("},"label":{"$lik":"a"},"buffers":1}"""));
        Assert.Equal(
            ["$or", "stdout.$regex", "label.$lik", "strated", "started", "buffers"],
            fault.Problems.Select(problem => problem.Path));
        Assert.Equal("started", fault.Problems.Single(problem => problem.Path == "strated").Suggestion);
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_meets_its_time_limit()
    {
        var query = Filter.Parse("""{"stdout":{"$regex":"^(?:a|aa)+(?=c)"}}""", Limit(TimeSpan.FromMilliseconds(50)));
        var task = new TaskRecord { MsgId = "1", Stdout = new string('a', 60) + "!" };
        Assert.Throws<QueryTimeoutException>(() => query.ToPredicate<TaskRecord>()(task));

        // Without a lookaround the same pattern runs on an automaton, in linear time: backtracking would take days.
        Assert.False(Filter.Parse("""{"stdout":{"$regex":"^(?:a|aa)+c"}}""", Limit(TimeSpan.FromSeconds(10))).ToPredicate<TaskRecord>()(task));
    }

    private static FilterOptions Limit(TimeSpan time) => FilterOptions.Default.WithLimits(new FilterLimits { PatternTimeout = time });

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"$or\":[", depth)) + "{\"a\":1}" + string.Concat(Enumerable.Repeat("]}", depth));

    private static Dictionary<string, object?> Among(int count) =>
        new() { ["a"] = new Dictionary<string, object?> { ["$in"] = Enumerable.Range(0, count).ToList() } };

    private static Dictionary<string, object?> Fields(int count) => Enumerable.Range(0, count).ToDictionary(i => $"a{i}", i => (object?)i);

    private static string Refusal(string filter) => Assert.Throws<QueryException>(() => Filter.Parse(filter)).Message;
}
