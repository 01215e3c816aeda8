namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/gt/. The answers were written by the page, and those on dict fields checked
/// against an engine that speaks BSON.
/// </summary>
public sealed class GtTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$gt":null}}""", "")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$gt":[1,2]}}""", "1 2 5 6 7 8 11 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$gt":2}}""", "1 2")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":4}}""", "1 25")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":{}}}""", "3 17 18 19 22")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":{"x":1}}}""", "17 18 19 22")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":{"y":-1}}}""", "18 22")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":false}}""", "8")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":[]}}""", "4 25 26")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":[1]}}""", "25 26")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":{"$binary":{"base64":"AQ==","subType":"00"}}}}""", "20 21")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":{"$binary":{"base64":"AQ==","subType":"05"}}}}""", "20 21")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":{"$date":"1990-01-01T00:00:00Z"}}}""", "9")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$gt":{"x":1,"y":0}}}""", "17 18 19 22")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$gt":{"$numberDouble":"NaN"}}}""", "")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$gt":9007199254740992.0}}""", "4 7 12 13")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$gt":{"$numberDecimal":"0.1"},"$lt":0.2}}""", "11")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$gt":1e308}}""", "7")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$gt":"\uffff"}}""", "2")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$gt":"\ue000"}}""", "1 2")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$gt":"a","$lt":"b"}}""", "6 11")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$gt":1,"$lt":2}}""", "4")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"x":2,"$gt":1}}""", "")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"count":{"$gt":0}}""", "1 4")]
    [InlineData("""{"count":{"$gt":4.5}}""", "1 4")]
    [InlineData("""{"big":{"$gt":9007199254740992.0}}""", "1")]
    [InlineData("""{"huge":{"$gt":1e19}}""", "1")]
    [InlineData("""{"ratio":{"$gt":1}}""", "1 4")]
    [InlineData("""{"name":{"$gt":"\uffff"}}""", "5")]
    [InlineData("""{"name":{"$gt":"a"}}""", "1 4 5")]
    [InlineData("""{"flag":{"$gt":false}}""", "1 4")]
    [InlineData("""{"at":{"$gt":{"$date":"2026-01-02T00:00:00Z"}}}""", "4 5")]
    [InlineData("""{"day":{"$gt":"2026-01-03"}}""", "4 5")]
    [InlineData("""{"scores":{"$gt":4}}""", "1 3")]
    [InlineData("""{"count":{"$gt":null}}""", "")]
    [InlineData("""{"part.size":{"$gt":3}}""", "4 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"s":{"$gt":{"$regularExpression":{"pattern":"a","options":""}}}}""", "a pattern is neither less nor greater")]
    [InlineData("""{"a":{"$gt":1,"x":2}}""", "operators and fields don't mix")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"key":{"$gt":"00000000-0000-0000-0000-000000000001"}}""", "which has no order")]
    [InlineData("""{"color":{"$gt":"Red"}}""", "which has no order")]
    public void Refuses_what_does_not_fit_the_type(string filter, string reason) =>
        Assert.Contains(reason, Things.Refusal(filter), StringComparison.Ordinal);
}
