namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/mod/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class ModTests
{
    [Theory]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[4,3]}}""", "1 3 5 9 11")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[4,-3]}}""", "2 4")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[-4,3]}}""", "1 3 5 9 11")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[4.9,3.9]}}""", "1 3 5 9 11")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[1,0]}}""", "1 2 3 4 5 9 11 13 14 15")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[-1,0]}}""", "1 2 3 4 5 9 11 13 14 15")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[{"$numberLong":"-9223372036854775808"},0]}}""", "13 14 15")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[-9223372036854775808.0,0]}}""", "13 14 15")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[{"$numberLong":"4294967296"},7]}}""", "1 3 9 11")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[{"$numberDecimal":"4"},{"$numberDecimal":"3"}]}}""", "1 3 5 9 11")]
    [InlineData(nameof(Corpus.Remainders), """{"n":{"$mod":[10,0]}}""", "14")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"count":{"$mod":[4,1]}}""", "1")]
    [InlineData("""{"count":{"$mod":[4,-1]}}""", "2")]
    [InlineData("""{"count":{"$mod":[5,0]}}""", "1 2 5")]
    [InlineData("""{"count":{"$mod":[4.9,1.2]}}""", "1")]
    [InlineData("""{"small":{"$mod":[2,1]}}""", "1 4 5")]
    [InlineData("""{"big":{"$mod":[-1,0]}}""", "1 2 3 4 5")]
    [InlineData("""{"big":{"$mod":[10,-8]}}""", "4")]
    [InlineData("""{"big":{"$mod":[2,1]}}""", "1")]
    [InlineData("""{"huge":{"$mod":[2,1]}}""", "4 5")]
    [InlineData("""{"scores":{"$mod":[5,0]}}""", "1 3")]
    [InlineData("""{"count":{"$not":{"$mod":[5,0]}}}""", "3 4")]
    [InlineData("""{"part.size":{"$mod":[3,0]}}""", "1 3 4")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"n":{"$mod":[0,0]}}""", "$mod can't divide by zero")]
    [InlineData("""{"n":{"$mod":[0.5,0]}}""", "$mod can't divide by zero")]
    [InlineData("""{"n":{"$mod":[4]}}""", "$mod takes two numbers")]
    [InlineData("""{"n":{"$mod":[4,3,2]}}""", "$mod takes two numbers")]
    [InlineData("""{"n":{"$mod":["4",3]}}""", "$mod takes two numbers")]
    [InlineData("""{"n":{"$mod":[4,"3"]}}""", "$mod takes two numbers")]
    [InlineData("""{"n":{"$mod":[{"$numberDouble":"NaN"},0]}}""", "fit in 64 bits")]
    [InlineData("""{"n":{"$mod":[{"$numberDouble":"Infinity"},0]}}""", "fit in 64 bits")]
    [InlineData("""{"n":{"$mod":[1e20,0]}}""", "fit in 64 bits")]
    [InlineData("""{"n":{"$mod":[4,{"$numberDouble":"NaN"}]}}""", "fit in 64 bits")]
    [InlineData("""{"n":{"$mod":[9223372036854775808.0,0]}}""", "fit in 64 bits")]
    [InlineData("""{"n":{"$mod":[null,0]}}""", "$mod takes two numbers")]
    [InlineData("""{"n":{"$mod":7}}""", "$mod takes two numbers")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"name":{"$mod":[2,0]}}""", "which $mod can't divide")]
    public void Refuses_what_does_not_fit_the_type(string filter, string reason) =>
        Assert.Contains(reason, Things.Refusal(filter), StringComparison.Ordinal);
}
