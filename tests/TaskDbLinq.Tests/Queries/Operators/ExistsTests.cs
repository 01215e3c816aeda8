namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/exists/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class ExistsTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":false}}""", "1")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":true}}""", "2 3 4 5 6 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":0}}""", "1")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":1}}""", "2 3 4 5 6 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":"false"}}""", "2 3 4 5 6 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":""}}""", "2 3 4 5 6 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":null}}""", "1")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":[]}}""", "2 3 4 5 6 8 9")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":0.0}}""", "1")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":{"$numberLong":"0"}}}""", "1")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":{"$numberDecimal":"0"}}}""", "1")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$exists":{"$numberDouble":"NaN"}}}""", "2 3 4 5 6 8 9")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$exists":false}}""", "1 2 5 6 10 12 13 14 17 18 19")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$exists":true}}""", "3 4 7 8 9 11 15 16")]
    [InlineData(nameof(Corpus.Paths), """{"a.1":{"$exists":true}}""", "9 10 11")]
    [InlineData(nameof(Corpus.EmptyMiddle), """{"a.b.c":{"$exists":false}}""", "1 2 3 4 5 6 7")]
    [InlineData(nameof(Corpus.Indexes), """{"a.0":{"$exists":true}}""", "1 2 3 4 5 6 7 9")]
    [InlineData(nameof(Corpus.Indexes), """{"a.0":{"$exists":false}}""", "8")]
    [InlineData(nameof(Corpus.Indexes), """{"a.1":{"$exists":false}}""", "1 2 3 4 6 7 8")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"name":{"$exists":true}}""", "1 2 4 5")]
    [InlineData("""{"name":{"$exists":false}}""", "3")]
    [InlineData("""{"count":{"$exists":1}}""", "1 2 4 5")]
    [InlineData("""{"count":{"$exists":0}}""", "3")]
    [InlineData("""{"count":{"$exists":null}}""", "3")]
    [InlineData("""{"count":{"$exists":"no"}}""", "1 2 4 5")]
    [InlineData("""{"id":{"$exists":true}}""", "1 2 3 4 5")]
    [InlineData("""{"id":{"$exists":false}}""", "")]
    [InlineData("""{"part":{"$exists":true}}""", "1 3 4 5")]
    [InlineData("""{"part.maker":{"$exists":false}}""", "2 3")]
    [InlineData("""{"tags":{"$exists":true}}""", "1 2 4 5")]
    [InlineData("""{"parts.maker":{"$exists":true}}""", "1 4 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$exists":{"$gt":1}}}""", "expected a value, not the operator '$gt'")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
