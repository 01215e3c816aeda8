namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/eq/. The answers were written by the page, and those on dict fields checked
/// against an engine that speaks BSON.
/// </summary>
public sealed class EqTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$eq":null}}""", "1 2 5 6")]
    [InlineData(nameof(Corpus.Paths), """{"a":{"$eq":[]}}""", "5 17")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$eq":{"$regularExpression":{"pattern":"^ab","options":""}}}}""", "")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$eq":[1,2]}}""", "2 5 12")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$eq":{"x":1}}}""", "3")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$eq":1,"$ne":2}}""", "1")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$eq":1}}""", "14 17 18")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$eq":1}}""", "1 4 12 13")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$eq":[]}}""", "3")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$eq":{"x":1,"y":1}}}""", "19")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$eq":{"y":1,"x":1}}}""", "")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$eq":true}}""", "8")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$eq":{"$date":"2020-01-01T00:00:00Z"}}}""", "9")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$eq":"a"}}""", "7")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"count":{"$eq":5}}""", "1")]
    [InlineData("""{"count":{"$eq":null}}""", "3")]
    [InlineData("""{"small":{"$eq":255}}""", "4")]
    [InlineData("""{"small":{"$eq":300}}""", "")]
    [InlineData("""{"ratio":{"$eq":1.5}}""", "1")]
    [InlineData("""{"count":{"$eq":5.5}}""", "")]
    [InlineData("""{"huge":{"$eq":9223372036854775808.0}}""", "2")]
    [InlineData("""{"price":{"$eq":10}}""", "2")]
    [InlineData("""{"scores":{"$eq":3}}""", "4 5")]
    [InlineData("""{"name":{"$eq":"APPLE"}}""", "")]
    [InlineData("""{"color":{"$eq":"Red"}}""", "1 3 5")]
    [InlineData("""{"key":{"$eq":{"$uuid":"00000000-0000-0000-0000-000000000001"}}}""", "1")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$eq":{"$gt":1}}}""", "expected a value, not the operator '$gt'")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
