namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/and/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class AndTests
{
    [Theory]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"a":1},{"a":2}]}""", "4")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"$or":[{"a":1},{"b":3}]},{"$nor":[{"a":2}]}]}""", "1 3")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"a":1}]}""", "1 4")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{}]}""", "1 2 3 4 5")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"a":1},{"b":1}]}""", "1")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"a":1},{"b":{"$exists":false}}]}""", "4")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"a":{"$gt":1}},{"a":{"$lt":2}}]}""", "4")]
    [InlineData(nameof(Corpus.Logic), """{"a":1,"$and":[{"a":2}]}""", "4")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"$or":[{"a":1},{"a":2}]},{"b":null}]}""", "2 4")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"a":null},{"b":null}]}""", "5")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"$and":[{"a":1}]}]}""", "1 4")]
    [InlineData(nameof(Corpus.Arrays), """{"$and":[{"a":1},{"a":3}]}""", "1")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"$and":[{"count":{"$gt":0}},{"flag":true}]}""", "1 4")]
    [InlineData("""{"$and":[{}]}""", "1 2 3 4 5")]
    [InlineData("""{"$and":[{"tags":"a"},{"tags":"b"}]}""", "1")]
    [InlineData("""{"$and":[{"name":null},{"count":null}]}""", "3")]
    [InlineData("""{"flag":true,"$and":[{"small":1}]}""", "1")]
    [InlineData("""{"$and":[{"$and":[{"small":1}]},{"id":1}]}""", "1")]
    [InlineData("""{"$and":[{"scores":{"$gt":4}},{"scores":{"$lt":2}}]}""", "1")]
    [InlineData("""{"$and":[{"id":1},{"id":2}]}""", "")]
    [InlineData("""{"$and":[{"id":{"$in":[1,2]}},{"id":{"$in":[2,3]}}]}""", "2")]
    [InlineData("""{"$and":[{"parts.maker":"acme"},{"parts.size":1}]}""", "1")]
    [InlineData("""{"$and":[{"$or":[{"id":1},{"id":2}]},{"flag":false}]}""", "2")]
    [InlineData("""{"$and":[{"id":{"$ne":1}},{"flag":true}]}""", "4")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"$and":[]}""", "expected at least one filter")]
    [InlineData("""{"$and":{"a":1}}""", "$and: expected a list")]
    [InlineData("""{"$and":[{"a":1},null]}""", "$and[1]: expected a filter document, not null")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
