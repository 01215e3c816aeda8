namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/gte/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class GteTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$gte":null}}""", "1 2 5 6")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$gte":null}}""", "1 2 3 6 7 9 12 13")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$gte":[]}}""", "1 2 3 5 6 7 8 11 12 13 14")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gte":""}}""", "2 24")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gte":{}}}""", "3 16 17 18 19 22")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gte":false}}""", "7 8")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gte":[1]}}""", "4 25 26")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gte":null}}""", "12 13")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$gte":{"$numberDouble":"NaN"}}}""", "1 14")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$gte":{"$numberDouble":"-Infinity"}}}""", "2 3 4 5 6 7 8 10 11 12 13 14 17 18")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$gte":""}}""", "1 2 3 4 5 6 7 8 9 10 11")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$gte":"b"}}""", "1 2 3 4 9 10")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gte":true}}""", "8")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"count":{"$gte":0}}""", "1 4 5")]
    [InlineData("""{"count":{"$gte":null}}""", "3")]
    [InlineData("""{"big":{"$gte":{"$numberLong":"9007199254740993"}}}""", "1")]
    [InlineData("""{"ratio":{"$gte":{"$numberDouble":"NaN"}}}""", "2")]
    [InlineData("""{"ratio":{"$gte":{"$numberDouble":"Infinity"}}}""", "4")]
    [InlineData("""{"small":{"$gte":7}}""", "4 5")]
    [InlineData("""{"name":{"$gte":"\ud83d\ude00"}}""", "5")]
    [InlineData("""{"flag":{"$gte":false}}""", "1 2 4 5")]
    [InlineData("""{"at":{"$gte":"2026-01-04T00:00:00Z"}}""", "4 5")]
    [InlineData("""{"scores":{"$gte":5}}""", "1 3")]
    [InlineData("""{"huge":{"$gte":9223372036854775808.0}}""", "1 2")]
    [InlineData("""{"price":{"$gte":9.99}}""", "1 2")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));
}
