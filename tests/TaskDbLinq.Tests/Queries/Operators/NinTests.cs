namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/nin/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class NinTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$nin":[1,null]}}""", "4 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$nin":[]}}""", "1 2 3 4 5 6 8 9")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$nin":[null]}}""", "4 5 8 10 11 14 15 16 17 18 19")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$nin":[{"$regularExpression":{"pattern":"^ab","options":""}}]}}""", "2 5 6 7 8 9 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$nin":[{"$regularExpression":{"pattern":"^ab","options":""}},null]}}""", "2 7 8 9 10")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$nin":[[1,2]]}}""", "1 3 4 6 7 8 9 10 11 13 14")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$nin":[{"x":1.0},7]}}""", "1 2 4 5 7 8 9 12 13 16 17 18 19 20 21 22 23 24 25 26 27")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$nin":[]}}""", "1 2 3 4 5 6 7 8 9 10 11 12 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$nin":[1]}}""", "2 3 5 6 7 8 9 10 11 14")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$nin":[null]}}""", "3 4 8 9")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$nin":[1,0]}}""", "1 4 5 6 7 8 10 11 12 13 15 19")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$nin":[1,2]}}""", "3 5")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"name":{"$nin":["apple","Banana"]}}""", "3 4 5")]
    [InlineData("""{"name":{"$nin":["apple",null]}}""", "2 4 5")]
    [InlineData("""{"name":{"$nin":[]}}""", "1 2 3 4 5")]
    [InlineData("""{"count":{"$nin":[5,7.0]}}""", "2 3 5")]
    [InlineData("""{"ratio":{"$nin":[{"$numberDouble":"NaN"}]}}""", "1 3 4 5")]
    [InlineData("""{"tags":{"$nin":["a"]}}""", "2 3 5")]
    [InlineData("""{"tags":{"$nin":[null]}}""", "1 2 4")]
    [InlineData("""{"parts.maker":{"$nin":["acme"]}}""", "2 3 5")]
    [InlineData("""{"name":{"$nin":[{"$regularExpression":{"pattern":"^a","options":""}}]}}""", "2 3 4 5")]
    [InlineData("""{"key":{"$nin":["00000000-0000-0000-0000-000000000001"]}}""", "2 3 4 5")]
    [InlineData("""{"scores":{"$nin":[1,10]}}""", "2 4")]
    [InlineData("""{"flag":{"$nin":[null]}}""", "1 2 4 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$nin":1}}""", "expected a list")]
    [InlineData("""{"a":{"$nin":[{"$regex":"a"}]}}""", "[0]: expected a value, not the operator '$regex'")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"flag":{"$nin":["yes"]}}""", "expected true or false")]
    public void Refuses_what_does_not_fit_the_type(string filter, string reason) =>
        Assert.Contains(reason, Things.Refusal(filter), StringComparison.Ordinal);
}
