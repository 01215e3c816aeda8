namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/lt/. The answers were written by the page, and those on dict fields checked
/// against an engine that speaks BSON.
/// </summary>
public sealed class LtTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$lt":null}}""", "")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$lt":[1,2]}}""", "3")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lt":{"x":2}}}""", "3 16 19")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lt":true}}""", "7")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lt":[1]}}""", "23")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lt":{"$binary":{"base64":"AQI=","subType":"00"}}}}""", "5 27")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$lt":{"$binary":{"base64":"AQ==","subType":"05"}}}}""", "5 27")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$lt":{"$numberDouble":"NaN"}}}""", "")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$lt":5}}""", "2 3 8 10 11 14 17 18")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$lt":9223372036854775808.0,"$gt":1e18}}""", "12")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$lt":{"$numberDouble":"Infinity"},"$gt":1e308}}""", "")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$lt":"\ud83d\ude00"}}""", "1 3 4 5 6 7 8 9 10 11")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$lt":"a"}}""", "5 8")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"count":{"$lt":0}}""", "2")]
    [InlineData("""{"count":{"$lt":0.5}}""", "2 5")]
    [InlineData("""{"big":{"$lt":-1e30}}""", "")]
    [InlineData("""{"big":{"$lt":0}}""", "3 4")]
    [InlineData("""{"ratio":{"$lt":1}}""", "3 5")]
    [InlineData("""{"name":{"$lt":"a"}}""", "2")]
    [InlineData("""{"name":{"$lt":"\ud83d\ude00"}}""", "1 2 4")]
    [InlineData("""{"flag":{"$lt":true}}""", "2 5")]
    [InlineData("""{"at":{"$lt":"2026-01-02T00:00:00Z"}}""", "1")]
    [InlineData("""{"scores":{"$lt":2}}""", "1 5")]
    [InlineData("""{"scores":{"$gt":4,"$lt":2}}""", "1")]
    [InlineData("""{"huge":{"$lt":0.5}}""", "3")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$lt":{"$regularExpression":{"pattern":"a","options":""}}}}""", "a pattern is neither less nor greater")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
