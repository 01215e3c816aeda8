namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/ne/. The answers were written by the page, and those on dict fields checked
/// against an engine that speaks BSON.
/// </summary>
public sealed class NeTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$ne":null}}""", "3 4 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$ne":1}}""", "1 2 4 5 8 9")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$ne":null}}""", "4 5 8 10 11 14 15 16 17 18 19")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$ne":1}}""", "1 2 3 5 6 7 10 12 13 14 15 16 17 18 19")]
    [InlineData(nameof(Corpus.EmptyMiddle), """{"a.b.c":{"$ne":null}}""", "1 2 3 5")]
    [InlineData(nameof(Corpus.Indexes), """{"a.2":{"$ne":"x"}}""", "1 2 3 4 5 6 7 8 9")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$ne":{"x":1.0}}}""", "1 2 4 5 7 8 9 12 13 16 17 18 19 20 21 22 23 24 25 26 27")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$ne":{"$numberDouble":"NaN"}}}""", "2 3 4 5 6 7 8 10 11 12 13 15 17 18 19")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$ne":1}}""", "2 3 5 6 7 8 9 10 11 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$ne":[1,2]}}""", "1 3 4 6 7 8 9 10 11 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a.x":{"$ne":1}}""", "1 2 3 4 5 8 10 11 12 13 14")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$ne":false}}""", "1 2 3 4 5 8 9 12 13 16 17 18 19 20 21 22 23 24 25 26 27")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$ne":0}}""", "1 4 5 6 7 8 10 11 12 13 14 15 17 18 19")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"name":{"$ne":"apple"}}""", "2 3 4 5")]
    [InlineData("""{"name":{"$ne":null}}""", "1 2 4 5")]
    [InlineData("""{"count":{"$ne":5}}""", "2 3 4 5")]
    [InlineData("""{"tags":{"$ne":"a"}}""", "2 3 5")]
    [InlineData("""{"tags":{"$ne":null}}""", "1 2 4")]
    [InlineData("""{"part.maker":{"$ne":"acme"}}""", "2 3 4 5")]
    [InlineData("""{"parts.maker":{"$ne":"acme"}}""", "2 3 5")]
    [InlineData("""{"ratio":{"$ne":{"$numberDouble":"NaN"}}}""", "1 3 4 5")]
    [InlineData("""{"flag":{"$ne":true}}""", "2 3 5")]
    [InlineData("""{"count":{"$ne":5.5}}""", "1 2 3 4 5")]
    [InlineData("""{"at":{"$ne":"2026-01-01T00:00:00Z"}}""", "2 3 4 5")]
    [InlineData("""{"part":{"$ne":null}}""", "1 3 4 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"s":{"$ne":{"$regularExpression":{"pattern":"^ab","options":""}}}}""", "$ne takes no pattern")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
