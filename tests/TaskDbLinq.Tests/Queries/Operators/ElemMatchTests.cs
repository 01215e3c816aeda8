namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/elemMatch/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class ElemMatchTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$elemMatch":{"$eq":null}}}""", "5 6")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$elemMatch":{"$exists":true}}}""", "5 6 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$elemMatch":{"$ne":1}}}""", "5 6 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$elemMatch":{}}}""", "9")]
    [InlineData(nameof(Corpus.Paths), """{"a":{"$elemMatch":{"b":null}}}""", "6 7 9 17 18 19")]
    [InlineData(nameof(Corpus.Paths), """{"a":{"$elemMatch":{"b":{"$exists":false}}}}""", "6 9 17 18 19")]
    [InlineData(nameof(Corpus.Paths), """{"a":{"$elemMatch":{"b.c":null}}}""", "6 7 8 9 11 17 18 19")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$elemMatch":{"$regex":"^ab"}}}""", "3")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$gt":1,"$lt":3}}}""", "1 12")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$elemMatch":{"$gt":10}}}}""", "14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$elemMatch":{"$eq":1}}}}""", "2 5")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$size":2}}}""", "2 5 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$in":[[1,2]]}}}""", "2 5")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"x":1}}}""", "6 7")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"0":1}}}""", "2 5 11")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"0.x":1}}}""", "8")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$not":{"$gt":1}}}}""", "1 2 5 6 7 8 11 12 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$or":[{"x":3},{"y":4}]}}}""", "6 7")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$nor":[{"x":1}]}}}""", "2 5 6 8 11 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$elemMatch":{"$type":"array"}}}""", "2 5 8 11 13 14")]
    [InlineData(nameof(Corpus.Nested), """{"a":{"$elemMatch":{"b.c":null}}}""", "1 2 3 5 6")]
    [InlineData(nameof(Corpus.Nested), """{"a":{"$elemMatch":{"b.c":{"$exists":false}}}}""", "1 3 4 5 6")]
    [InlineData(nameof(Corpus.Nested), """{"a":{"$elemMatch":{"b.c":{"$ne":null}}}}""", "4 7")]
    [InlineData(nameof(Corpus.Nested), """{"a":{"$elemMatch":{"b":{"$in":[null]}}}}""", "3")]
    [InlineData(nameof(Corpus.Nested), """{"a":{"$elemMatch":{"b.c":{"$in":[null,9]}}}}""", "1 2 3 5 6")]
    [InlineData(nameof(Corpus.Nested), """{"a":{"$elemMatch":{"b":{"$elemMatch":{"c":null}}}}}""", "5")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"scores":{"$elemMatch":{"$gt":1,"$lt":4}}}""", "4 5")]
    [InlineData("""{"scores":{"$elemMatch":{"$eq":10}}}""", "3")]
    [InlineData("""{"scores":{"$elemMatch":{"$in":[5,10]}}}""", "1 3")]
    [InlineData("""{"scores":{"$elemMatch":{"$not":{"$lt":5}}}}""", "1 3")]
    [InlineData("""{"tags":{"$elemMatch":{"$eq":null}}}""", "5")]
    [InlineData("""{"tags":{"$elemMatch":{"$regex":"^c"}}}""", "5")]
    [InlineData("""{"parts":{"$elemMatch":{"maker":"acme","size":4}}}""", "4")]
    [InlineData("""{"parts":{"$elemMatch":{"maker":null}}}""", "3")]
    [InlineData("""{"parts":{"$elemMatch":{"$or":[{"size":2},{"maker":"acme"}]}}}""", "1 3 4")]
    [InlineData("""{"parts":{"$elemMatch":{"size":{"$gt":1,"$lt":4}}}}""", "3")]
    [InlineData("""{"parts":{"$elemMatch":{}}}""", "1 3 4 5")]
    [InlineData("""{"parts":{"$not":{"$elemMatch":{"maker":"zeta"}}}}""", "2 3 4")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$elemMatch":1}}""", "$elemMatch takes a document")]
    [InlineData("""{"a":{"$elemMatch":{"$gt":0,"x":1}}}""", "operators and fields don't mix")]
    [InlineData("""{"a":{"$elemMatch":[1]}}""", "$elemMatch takes a document")]
    [InlineData("""{"a":{"$elemMatch":{"$gt":1,"$nonsense":1}}}""", "unknown operator '$nonsense'")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"name":{"$elemMatch":{"$eq":"a"}}}""", "which has no elements")]
    public void Refuses_what_does_not_fit_the_type(string filter, string reason) =>
        Assert.Contains(reason, Things.Refusal(filter), StringComparison.Ordinal);
}
