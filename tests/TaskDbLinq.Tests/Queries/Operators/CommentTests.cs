namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/comment/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class CommentTests
{
    [Theory]
    [InlineData(nameof(Corpus.Logic), """{"$comment":"x","a":1}""", "1 4")]
    [InlineData(nameof(Corpus.Logic), """{"$comment":"x"}""", "1 2 3 4 5")]
    [InlineData(nameof(Corpus.Logic), """{"$comment":"by me","a":2}""", "2 4")]
    [InlineData(nameof(Corpus.Logic), """{"a":2,"$comment":"behind"}""", "2 4")]
    [InlineData(nameof(Corpus.Logic), """{"$comment":"\u0000","b":3}""", "3")]
    [InlineData(nameof(Corpus.Logic), """{"$comment":"$where","b":3}""", "3")]
    [InlineData(nameof(Corpus.Logic), """{"$and":[{"$comment":"x","a":1}]}""", "1 4")]
    [InlineData(nameof(Corpus.Logic), """{"$or":[{"$comment":"x"},{"a":1}]}""", "1 2 3 4 5")]
    [InlineData(nameof(Corpus.Logic), """{"$nor":[{"$comment":"x","a":1}]}""", "2 3 5")]
    [InlineData(nameof(Corpus.Logic), """{"$comment":"a","a":{"$gt":1}}""", "2 4")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$comment":"x","x":1}}}""", "6 7")]
    [InlineData(nameof(Corpus.Arrays), """{"$comment":"","a":[]}""", "3")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"$comment":"all"}""", "1 2 3 4 5")]
    [InlineData("""{"$comment":"one","id":1}""", "1")]
    [InlineData("""{"id":1,"$comment":"behind"}""", "1")]
    [InlineData("""{"$comment":null,"id":2}""", "2")]
    [InlineData("""{"$comment":{"a":1},"id":2}""", "2")]
    [InlineData("""{"$comment":["$where"],"id":3}""", "3")]
    [InlineData("""{"$and":[{"$comment":"in","id":1}]}""", "1")]
    [InlineData("""{"$or":[{"$comment":"in"},{"id":1}]}""", "1 2 3 4 5")]
    [InlineData("""{"$nor":[{"$comment":"in","id":1}]}""", "2 3 4 5")]
    [InlineData("""{"parts":{"$elemMatch":{"$comment":"in","size":2}}}""", "3")]
    [InlineData("""{"$comment":"no_such_field","name":"apple"}""", "1")]
    [InlineData("""{"$comment":0,"flag":true}""", "1 4")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));
}
