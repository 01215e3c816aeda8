namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/all/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class AllTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$all":[null]}}""", "1 2 5 6")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$all":[]}}""", "")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$all":[[]]}}""", "4")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$all":[[null]]}}""", "5 9")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$all":[{"$regularExpression":{"pattern":"^ab","options":""}}]}}""", "1 3")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[1,2]}}""", "1 12")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[[1,2]]}}""", "2 5 12")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[]}}""", "")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[1]}}""", "1 4 12 13")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[1,1]}}""", "1 4 12 13")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[{"$elemMatch":{"x":1}},{"$elemMatch":{"y":4}}]}}""", "6 7")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[{"$elemMatch":{"x":1,"y":4}}]}}""", "7")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[[]]}}""", "3")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$all":[{"x":1}]}}""", "9")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"tags":{"$all":["a"]}}""", "1 4")]
    [InlineData("""{"tags":{"$all":["a","b"]}}""", "1")]
    [InlineData("""{"tags":{"$all":[]}}""", "")]
    [InlineData("""{"tags":{"$all":["b",null]}}""", "5")]
    [InlineData("""{"scores":{"$all":[3,3]}}""", "4 5")]
    [InlineData("""{"scores":{"$all":[1,3.0]}}""", "5")]
    [InlineData("""{"name":{"$all":["apple"]}}""", "1")]
    [InlineData("""{"parts.size":{"$all":[1,4]}}""", "1 5")]
    [InlineData("""{"parts":{"$all":[{"$elemMatch":{"size":1}},{"$elemMatch":{"maker":"acme"}}]}}""", "1")]
    [InlineData("""{"parts":{"$all":[{"$elemMatch":{"size":4,"maker":"acme"}}]}}""", "4")]
    [InlineData("""{"tags":{"$all":[{"$regularExpression":{"pattern":"^[ab]$","options":""}}]}}""", "1 4 5")]
    [InlineData("""{"tags":{"$not":{"$all":["a"]}}}""", "2 3 5")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$all":[1,{"$elemMatch":{"x":1}}]}}""", "$all takes values, or $elemMatch documents, and not both")]
    [InlineData("""{"a":{"$all":[{"$elemMatch":{"x":1}},1]}}""", "$all takes values, or $elemMatch documents, and not both")]
    [InlineData("""{"a":{"$all":1}}""", "expected a list")]
    [InlineData("""{"a":{"$all":[{"$gt":1}]}}""", "$all takes values, or $elemMatch documents, and not both")]
    [InlineData("""{"a":{"$all":[{"$elemMatch":{"x":1},"$gt":1}]}}""", "$all takes values, or $elemMatch documents, and not both")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
