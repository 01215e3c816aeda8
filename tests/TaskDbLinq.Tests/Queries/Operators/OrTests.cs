namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/or/. The answers were written by the page, and those on dict fields checked
/// against an engine that speaks BSON.
/// </summary>
public sealed class OrTests
{
    [Theory]
    [InlineData(nameof(Corpus.Kinds), """{"$or":[{"v":{"x":1.0}},{"v":7}]}""", "3")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{}]}""", "1 2 3 4 5")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"a":1},{"b":3}]}""", "1 3 4")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"a":2},{"a":1}]}""", "1 2 4")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"a":9},{}]}""", "1 2 3 4 5")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"a":9}]}""", "")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"a":1,"b":1},{"b":3}]}""", "1 3")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"$and":[{"a":1},{"a":2}]},{"b":1}]}""", "1 4")]
    [InlineData(nameof(Corpus.Logic), """{"b":{"$exists":true},"$or":[{"a":1},{"a":2}]}""", "1")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"a":null},{"b":null}]}""", "2 3 4 5")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"a":{"$ne":1}},{"b":1}]}""", "1 2 3 5")]
    [InlineData(nameof(Corpus.Numbers), """{"$or":[{"n":1},{"n":{"$gt":9e18}}]}""", "7 12 13 14 17 18")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"$or":[{"id":1},{"id":3}]}""", "1 3")]
    [InlineData("""{"$or":[{}]}""", "1 2 3 4 5")]
    [InlineData("""{"$or":[{"id":9}]}""", "")]
    [InlineData("""{"$or":[{"id":9},{"name":null}]}""", "3")]
    [InlineData("""{"$or":[{"flag":null},{"flag":true}]}""", "1 3 4")]
    [InlineData("""{"id":1,"$or":[{"id":1},{"id":2}]}""", "1")]
    [InlineData("""{"$or":[{"tags":"c"},{"tags":"a"}]}""", "1 4 5")]
    [InlineData("""{"$or":[{"id":1,"small":2},{"id":2,"small":2}]}""", "2")]
    [InlineData("""{"$or":[{"$and":[{"id":1}]},{"$or":[{"id":5}]}]}""", "1 5")]
    [InlineData("""{"$or":[{"part":null},{"part.size":9}]}""", "2 4")]
    [InlineData("""{"$or":[{"count":{"$in":[]}},{"id":2}]}""", "2")]
    [InlineData("""{"$or":[{"id":{"$ne":1}},{"id":1}]}""", "1 2 3 4 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"$or":[]}""", "expected at least one filter")]
    [InlineData("""{"$or":1}""", "$or: expected a list")]
    [InlineData("""{"$or":[1]}""", "$or[0]: expected a filter document, not 1")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
