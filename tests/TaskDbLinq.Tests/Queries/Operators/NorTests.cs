namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/nor/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class NorTests
{
    [Theory]
    [InlineData(nameof(Corpus.Paths), """{"$nor":[{"a.b":null}]}""", "4 5 8 10 11 14 15 16 17 18 19")]
    [InlineData(nameof(Corpus.Logic), """{"$nor":[{"a":1},{"b":3}]}""", "2 5")]
    [InlineData(nameof(Corpus.Logic), """{"$nor":[{"a":{"$gt":0}}]}""", "3 5")]
    [InlineData(nameof(Corpus.Arrays), """{"$nor":[{"a":1}]}""", "2 3 5 6 7 8 9 10 11 14")]
    [InlineData(nameof(Corpus.Arrays), """{"$nor":[{"a":{"$size":2}},{"a":1}]}""", "3 5 7 8 9 10 11")]
    [InlineData(nameof(Corpus.Nulls), """{"$nor":[{"f":null}]}""", "3 4 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"$nor":[{"f":{"$exists":true}}]}""", "1")]
    [InlineData(nameof(Corpus.Logic), """{"$nor":[{}]}""", "")]
    [InlineData(nameof(Corpus.Logic), """{"$nor":[{"a":1,"b":1}]}""", "2 3 4 5")]
    [InlineData(nameof(Corpus.Logic), """{"$nor":[{"$nor":[{"a":1}]}]}""", "1 4")]
    [InlineData(nameof(Corpus.Logic), """{"$nor":[{"a":{"$in":[]}}]}""", "1 2 3 4 5")]
    [InlineData(nameof(Corpus.Logic), """{"$nor":[{"a":{"$gt":1,"$lt":2}}]}""", "1 2 3 5")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"$nor":[{"id":1},{"id":3}]}""", "2 4 5")]
    [InlineData("""{"$nor":[{}]}""", "")]
    [InlineData("""{"$nor":[{"id":9}]}""", "1 2 3 4 5")]
    [InlineData("""{"$nor":[{"name":null}]}""", "1 2 4 5")]
    [InlineData("""{"$nor":[{"count":{"$gt":0}}]}""", "2 3 5")]
    [InlineData("""{"$nor":[{"tags":"a"}]}""", "2 3 5")]
    [InlineData("""{"$nor":[{"part.maker":"acme"}]}""", "2 3 4 5")]
    [InlineData("""{"$nor":[{"id":1,"flag":true}]}""", "2 3 4 5")]
    [InlineData("""{"$nor":[{"$nor":[{"id":1}]}]}""", "1")]
    [InlineData("""{"$nor":[{"ratio":{"$gte":0}}]}""", "2")]
    [InlineData("""{"$nor":[{"flag":true},{"flag":false}]}""", "3")]
    [InlineData("""{"$nor":[{"parts":{"$elemMatch":{"maker":"acme"}}}]}""", "2 3 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"$nor":[]}""", "expected at least one filter")]
    [InlineData("""{"$nor":[[]]}""", "$nor[0]: expected a filter document")]
    [InlineData("""{"a":{"$nor":[{"b":1}]}}""", "$nor is for whole documents, not for one field")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
