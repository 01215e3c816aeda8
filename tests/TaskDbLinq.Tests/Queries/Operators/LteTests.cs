namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/lte/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class LteTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$lte":null}}""", "1 2 5 6")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lte":{"x":1}}}""", "3 16")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$lte":{"$numberDouble":"NaN"}}}""", "1 14")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$lte":{"$numberDouble":"-Infinity"}}}""", "8")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$lte":9007199254740992.0}}""", "2 3 5 6 8 10 11 14 17 18")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$lte":1}}""", "2 3 8 10 11 14 17 18")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$lte":"a"}}""", "5 7 8")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lte":true}}""", "7 8")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lte":{}}}""", "16")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lte":[]}}""", "23")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$lte":1}}""", "1 4 12 13")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"count":{"$lte":0}}""", "2 5")]
    [InlineData("""{"count":{"$lte":null}}""", "3")]
    [InlineData("""{"big":{"$lte":9007199254740992.0}}""", "2 3 4 5")]
    [InlineData("""{"ratio":{"$lte":0.1}}""", "3 5")]
    [InlineData("""{"small":{"$lte":1}}""", "1 3")]
    [InlineData("""{"name":{"$lte":"apple"}}""", "1 2")]
    [InlineData("""{"flag":{"$lte":false}}""", "2 5")]
    [InlineData("""{"at":{"$lte":"2026-01-01T00:00:00Z"}}""", "1")]
    [InlineData("""{"day":{"$lte":"2026-01-02"}}""", "1 2")]
    [InlineData("""{"scores":{"$lte":1}}""", "1 5")]
    [InlineData("""{"parts.size":{"$lte":1}}""", "1 5")]
    [InlineData("""{"price":{"$lte":{"$numberDecimal":"0.1"}}}""", "4 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));
}
