namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/in/. The answers were written by the page, and those on dict fields checked
/// against an engine that speaks BSON.
/// </summary>
public sealed class InTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$in":[]}}""", "")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$in":[null]}}""", "1 2 5 6")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$in":[null,1]}}""", "1 2 3 5 6")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$in":[null,7]}}""", "1 2 3 6 7 9 12 13")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$in":[{"$regularExpression":{"pattern":"^ab","options":""}},null]}}""", "1 3 5 6")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$in":[{"$regularExpression":{"pattern":"^ab","options":"i"}},7]}}""", "1 2 3 7")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$in":[["abc"]]}}""", "9")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$in":[["x","abd"]]}}""", "3")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$in":[["x","abd"],"zz"]}}""", "3")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$in":[[1,2],3]}}""", "1 2 5 12")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$in":[[]]}}""", "3")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$in":[{"x":1.0}]}}""", "3")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$in":[{"x":1.0},7]}}""", "3")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$in":[{"x":1},7]}}""", "3")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$in":[[1.0],7]}}""", "4")]
    [InlineData(nameof(Corpus.Kinds), """{"v":{"$in":[{"y":1,"x":1}]}}""", "")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$in":[{"$numberDouble":"NaN"},1]}}""", "1 14 17 18")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$in":[1,{"$numberDecimal":"0.1"}]}}""", "10 14 17 18")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$in":[9007199254740992.0,7]}}""", "5 6")]
    [InlineData(nameof(Corpus.Numbers), """{"n":{"$in":[{"$numberLong":"9007199254740993"},7]}}""", "4")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$in":[]}}""", "")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"name":{"$in":["apple","Banana"]}}""", "1 2")]
    [InlineData("""{"name":{"$in":["apple",null]}}""", "1 3")]
    [InlineData("""{"name":{"$in":[]}}""", "")]
    [InlineData("""{"count":{"$in":[5.0,7]}}""", "1 4")]
    [InlineData("""{"count":{"$in":[5.5]}}""", "")]
    [InlineData("""{"ratio":{"$in":[{"$numberDouble":"NaN"}]}}""", "2")]
    [InlineData("""{"ratio":{"$in":[{"$numberLong":"9007199254740993"}]}}""", "")]
    [InlineData("""{"huge":{"$in":[{"$numberDecimal":"18446744073709551615"},7]}}""", "1 5")]
    [InlineData("""{"tags":{"$in":["c","a"]}}""", "1 4 5")]
    [InlineData("""{"tags":{"$in":[null]}}""", "3 5")]
    [InlineData("""{"name":{"$in":[{"$regularExpression":{"pattern":"^a","options":""}},"Banana"]}}""", "1 2")]
    [InlineData("""{"color":{"$in":["Red"]}}""", "1 3 5")]
    [InlineData("""{"at":{"$in":["2026-01-01T00:00:00Z",null]}}""", "1 3")]
    [InlineData("""{"flag":{"$in":[true,null]}}""", "1 3 4")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"s":{"$in":[{"$regex":"a"}]}}""", "[0]: expected a value, not the operator '$regex'")]
    [InlineData("""{"s":{"$in":"a"}}""", "expected a list")]
    [InlineData("""{"a":{"$in":[1,{"$gt":1}]}}""", "[1]: expected a value, not the operator '$gt'")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"count":{"$in":[1,"2"]}}""", "expected one, not \"2\"")]
    [InlineData("""{"at":{"$in":["soon"]}}""", "expected an ISO 8601 string")]
    public void Refuses_what_does_not_fit_the_type(string filter, string reason) =>
        Assert.Contains(reason, Things.Refusal(filter), StringComparison.Ordinal);
}
