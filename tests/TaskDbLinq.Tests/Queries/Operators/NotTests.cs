namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/not/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class NotTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$not":{"$gte":null}}}""", "3 4 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$not":{"$eq":null}}}""", "3 4 8 9")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$not":{"$regularExpression":{"pattern":"^ab","options":""}}}}""", "2 5 6 7 8 9 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$not":{"$regex":"^ab"}}}""", "2 5 6 7 8 9 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$not":{"$regex":"^ab","$options":"i"}}}""", "5 6 7 8 9 10")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$not":{"$elemMatch":{"$gt":1}}}}""", "3 4 5 6 7 8 9 10 11 13 14")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$not":{"$mod":[4,3]}}}""", "2 4 6 7 8 10 12 13 14 15")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$not":{"$type":"number"}}}""", "5 7 8 9 10 11 12 13 16 20")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$not":{"$gte":0}}}""", "1 8 15 19")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$not":{"$gt":1,"$lt":2}}}""", "1 2 3 5")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$not":{"$not":{"$eq":1}}}}""", "1 4")]
    [InlineData(nameof(Corpus.Logic), """{"a":{"$not":{"$eq":1}}}""", "2 3 5")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"count":{"$not":{"$gt":0}}}""", "2 3 5")]
    [InlineData("""{"count":{"$not":{"$gt":0,"$lt":6}}}""", "2 3 4 5")]
    [InlineData("""{"name":{"$not":{"$eq":null}}}""", "1 2 4 5")]
    [InlineData("""{"name":{"$not":{"$regularExpression":{"pattern":"^a","options":""}}}}""", "2 3 4 5")]
    [InlineData("""{"name":{"$not":{"$regex":"^A","$options":"i"}}}""", "2 3 4 5")]
    [InlineData("""{"name":{"$not":{"$not":{"$eq":"apple"}}}}""", "1")]
    [InlineData("""{"tags":{"$not":{"$size":1}}}""", "1 2 3 5")]
    [InlineData("""{"tags":{"$not":{"$in":["a"]}}}""", "2 3 5")]
    [InlineData("""{"ratio":{"$not":{"$gte":0}}}""", "2")]
    [InlineData("""{"part.size":{"$not":{"$gt":3}}}""", "1 2 3")]
    [InlineData("""{"flag":{"$not":{"$exists":true}}}""", "3")]
    [InlineData("""{"parts":{"$not":{"$elemMatch":{"size":4}}}}""", "2 3")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$not":{}}}""", "$not takes at least one operator")]
    [InlineData("""{"a":{"$not":1}}""", "$not takes a document of operators, or a pattern")]
    [InlineData("""{"$not":{"a":1}}""", "$not is for a field")]
    [InlineData("""{"a":{"$not":{"b":1}}}""", "$not takes a document of operators")]
    [InlineData("""{"a":{"$not":{"$gt":1,"b":1}}}""", "operators and fields don't mix")]
    [InlineData("""{"a":{"$not":"^a"}}""", "$not takes a document of operators, or a pattern")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
