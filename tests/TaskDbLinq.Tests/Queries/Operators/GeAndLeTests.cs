namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// IPython's documentation of its task database, which has them for greater and less. The answers were written by the page, and those on
/// dict fields checked against an engine that speaks BSON.
/// </summary>
public sealed class GeAndLeTests
{
    [Theory]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$ge":1}}""", "2 4")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$ge":1}}""", "4 5 6 7 12 13")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$ge":"z"}}""", "1 2 3 9")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$ge":false}}""", "8")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$ge":null}}""", "")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$ge":1,"$le":2}}""", "4")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$ge":[1,2]}}""", "1 2 5 6 7 8 11 13 14")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$le":2}}""", "1 4")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$le":0}}""", "8")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$le":"a"}}""", "5 8")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$le":true}}""", "7")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$le":null}}""", "")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"count":{"$ge":5}}""", "4")]
    [InlineData("""{"count":{"$le":0}}""", "2")]
    [InlineData("""{"count":{"$ge":null}}""", "")]
    [InlineData("""{"count":{"$le":null}}""", "")]
    [InlineData("""{"name":{"$ge":"apple"}}""", "4 5")]
    [InlineData("""{"name":{"$le":"apple"}}""", "2")]
    [InlineData("""{"at":{"$ge":"2026-01-04T00:00:00Z"}}""", "5")]
    [InlineData("""{"at":{"$le":"2026-01-02T00:00:00Z"}}""", "1")]
    [InlineData("""{"flag":{"$ge":false}}""", "1 4")]
    [InlineData("""{"ratio":{"$le":0}}""", "")]
    [InlineData("""{"scores":{"$ge":3}}""", "1 3")]
    [InlineData("""{"scores":{"$ge":1,"$le":3}}""", "1 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$ge":1,"$gt":2}}""", "$gt and another operator of this field are both $gt: put one of them under $and")]
    [InlineData("""{"a":{"$ge":{"$regularExpression":{"pattern":"a","options":""}}}}""", "a pattern is neither less nor greater")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
