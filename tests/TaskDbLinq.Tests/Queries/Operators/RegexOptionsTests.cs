namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/regex/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class RegexOptionsTests
{
    [Theory]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"ABC","$options":"i"}}""", "1 2 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$options":"i","$regex":"ABC"}}""", "1 2 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"^abc","$options":"m"}}""", "1 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"^ABC","$options":"mi"}}""", "1 2 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"a.bc","$options":"s"}}""", "8")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"a.bc","$options":"is"}}""", "8")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"a b c","$options":"x"}}""", "1 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"A b C","$options":"xi"}}""", "1 2 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"abc","$options":""}}""", "1 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"c$","$options":"m"}}""", "1 8 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"^x$","$options":"m"}}""", "3 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"X.A","$options":"si"}}""", "10")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"name":{"$regex":"^A","$options":"i"}}""", "1")]
    [InlineData("""{"name":{"$options":"i","$regex":"^A"}}""", "1")]
    [InlineData("""{"name":{"$regex":"^A","$options":""}}""", "")]
    [InlineData("""{"name":{"$regex":"b a n","$options":"ix"}}""", "2")]
    [InlineData("""{"name":{"$regex":"^.$","$options":"s"}}""", "4 5")]
    [InlineData("""{"name":{"$regex":"a$","$options":"m"}}""", "2")]
    [InlineData("""{"tags":{"$regex":"A","$options":"i"}}""", "1 4")]
    [InlineData("""{"parts.maker":{"$regex":"ACME","$options":"i"}}""", "1 4")]
    [InlineData("""{"name":{"$regex":{"$regularExpression":{"pattern":"^A","options":""}},"$options":"i"}}""", "1")]
    [InlineData("""{"name":{"$not":{"$regex":"^A","$options":"i"}}}""", "2 3 4 5")]
    [InlineData("""{"name":{"$regex":"a # the first","$options":"x"}}""", "1 2")]
    [InlineData("""{"name":{"$regex":"APPLE","$options":"mis"}}""", "1")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"s":{"$options":"i"}}""", "$options needs a $regex beside it")]
    [InlineData("""{"a":{"$regex":"a","$options":5}}""", "$options takes a string of i, m, s and x")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
