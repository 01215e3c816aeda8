namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/size/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class SizeTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$size":0}}""", "4")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$size":0}}""", "15 16")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$size":1}}""", "5 7 8 11")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$size":2}}""", "2 6 12 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$size":2.0}}""", "2 6 12 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$size":{"$numberLong":"2"}}}""", "2 6 12 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$size":{"$numberDecimal":"2"}}}""", "2 6 12 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$size":0}}""", "3")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$size":3}}""", "1")]
    [InlineData(nameof(Corpus.Arrays), """{"a.0":{"$size":2}}""", "2 5 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$size":9}}""", "")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$size":2}}""", "3")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"tags":{"$size":0}}""", "2")]
    [InlineData("""{"tags":{"$size":1}}""", "4")]
    [InlineData("""{"tags":{"$size":3}}""", "5")]
    [InlineData("""{"tags":{"$size":9}}""", "")]
    [InlineData("""{"scores":{"$size":2}}""", "1 4")]
    [InlineData("""{"scores":{"$size":2.0}}""", "1 4")]
    [InlineData("""{"scores":{"$size":0}}""", "2")]
    [InlineData("""{"parts":{"$size":2}}""", "1 5")]
    [InlineData("""{"parts":{"$size":{"$numberLong":"1"}}}""", "3 4")]
    [InlineData("""{"tags":{"$not":{"$size":0}}}""", "1 3 4 5")]
    [InlineData("""{"parts":{"$size":0},"tags":{"$size":0}}""", "2")]
    [InlineData("""{"$nor":[{"scores":{"$size":2}}]}""", "2 3 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$size":2.5}}""", "$size takes a whole number, zero or more")]
    [InlineData("""{"a":{"$size":-1}}""", "$size takes a whole number, zero or more")]
    [InlineData("""{"a":{"$size":"2"}}""", "$size takes a whole number, zero or more")]
    [InlineData("""{"a":{"$size":true}}""", "$size takes a whole number, zero or more")]
    [InlineData("""{"a":{"$size":{"$numberDouble":"NaN"}}}""", "$size takes a whole number, zero or more")]
    [InlineData("""{"a":{"$size":null}}""", "$size takes a whole number, zero or more")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"name":{"$size":1}}""", "which has no size")]
    public void Refuses_what_does_not_fit_the_type(string filter, string reason) =>
        Assert.Contains(reason, Things.Refusal(filter), StringComparison.Ordinal);
}
