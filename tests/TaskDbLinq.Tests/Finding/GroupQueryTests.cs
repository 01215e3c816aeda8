using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Finding;

/// <summary>Questions about groups, read from documents.</summary>
public class GroupQueryTests
{
    [Fact]
    public void A_document_is_read_whole()
    {
        var query = GroupQuery.Parse(
            """{"filter": {"queue": "mux"}, "group": ["label", "header.a"], "count": "n", "sum": {"s": "header.b"}, "avg": {"m": "header.b"}, "min": {"f": "submitted"}, "max": {"l": "submitted"}, "sort": ["-n", "label"], "skip": 1, "limit": 2}""");
        Assert.Equal(Filter.Parse("""{"queue": "mux"}"""), query.Filter);
        Assert.Equal(["label", "header.a"], query.Keys);
        Assert.Equal(
            [
                new("n", GroupAggregate.Count), new("s", GroupAggregate.Sum, "header.b"), new("m", GroupAggregate.Average, "header.b"),
                new("f", GroupAggregate.Min, "submitted"), new GroupValue("l", GroupAggregate.Max, "submitted"),
            ],
            query.Values);
        Assert.Equal([new SortKey<string>("n", Descending: true), new SortKey<string>("label")], query.Sort);
        Assert.Equal((1, 2), (query.Skip, query.Limit));
    }

    [Fact]
    public void Names_with_commas_are_keys_and_no_count_is_none()
    {
        Assert.Equal(["label", "queue"], GroupQuery.Parse("""{"group": "label, queue"}""").Keys);
        Assert.Empty(GroupQuery.Parse("""{"group": "label", "count": false}""").Values);
        Assert.Equal(
            [new GroupValue("count", GroupAggregate.Count)], GroupQuery.Parse(new Dictionary<string, object?> { ["count"] = true }).Values);
    }

    [Theory]
    [InlineData("[]", "expected a question such as {\"group\": [\"label\"], \"count\": true}, not []")]
    [InlineData("""{"grup": ["label"]}""", "grup: unknown part of a question 'grup'; did you mean 'group'?")]
    [InlineData("""{"group": [1]}""", "group: expected a list of names or names with commas between them, not [1]")]
    [InlineData("""{"group": ["a", "a"]}""", "group[1]: 'a' comes twice")]
    [InlineData("""{"group": ["a..b"]}""", "group[0]: a name is empty")]
    [InlineData("""{"count": 1}""", "count: expected true or the name of the count, not 1")]
    [InlineData("""{"max": "label"}""", "max: expected a document of names and fields, such as {\"last\": \"completed\"}, not \"label\"")]
    [InlineData("""{"max": {"m": 1}}""", "max.m: expected the name of a field, not 1")]
    [InlineData("""{"max": {"m": "a"}, "min": {"m": "a"}}""", "min.m: 'm' comes twice in the answer")]
    [InlineData("""{"max": {"a.b": "a"}}""", "max.a.b: the name of a value is not empty, does not begin with $ and has no dot in it")]
    [InlineData("""{"group": ["label"], "count": true, "sort": ["-cont"]}""", "sort.cont: unknown name of the answer 'cont'; did you mean 'count'?")]
    [InlineData("""{"limit": -1}""", "limit: expected a whole number, zero or more, not -1")]
    [InlineData("""{"filter": {"a": {"$x": 1}}}""", "filter.a.$x: unknown operator '$x'")]
    public void What_is_wrong_is_said_with_its_path(string json, string expected) =>
        Assert.Equal(expected, Assert.Single(Assert.Throws<QueryException>(() => GroupQuery.Parse(json)).Problems).ToString());

    [Fact]
    public void An_allow_list_holds_for_keys_and_fields()
    {
        var options = FindOptions.Default with { Filter = FilterOptions.Default.Allow(fields: ["label"], operators: ["$eq"]) };
        Assert.Equal(["label"], GroupQuery.Parse("""{"group": ["label"], "count": true, "sort": ["-count"]}""", options).Keys);
        var error = Assert.Throws<QueryException>(() => GroupQuery.Parse("""{"group": ["queue"], "max": {"m": "started"}, "filter": {"queue": 1}}""", options));
        Assert.Equal(["filter.queue", "group[0]", "max.m"], error.Problems.Select(problem => problem.Path));
    }
}
