namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/regex/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class RegexTests
{
    [Theory]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regularExpression":{"pattern":"^ab","options":""}}}""", "1 3")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"^AB","$options":"i"}}""", "1 2 3")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"^ab","$options":"m"}}""", "1 3 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"a.bc","$options":"s"}}""", "8")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"a.bc"}}""", "")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"a b c","$options":"x"}}""", "1 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"a b #comment\nc","$options":"ix"}}""", "1 2 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":{"$regularExpression":{"pattern":"ABC","options":""}},"$options":"i"}}""", "1 2 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"^ab$"}}""", "")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"bc$"}}""", "1 8 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"(?i)ABC"}}""", "1 2 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$regex":"\\p{Lu}"}}""", "2")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$regex":"^.$"}}""", "1 2 3 4 7 8 9")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$regex":"^..$"}}""", "10 11")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$regex":"\u00c9","$options":"i"}}""", "9")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$regex":"^\\w$"}}""", "4 7 8")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"name":{"$regex":"^a"}}""", "1")]
    [InlineData("""{"name":{"$regex":"A"}}""", "")]
    [InlineData("""{"name":{"$regex":"(?i)BANANA"}}""", "2")]
    [InlineData("""{"name":{"$regex":"^.$"}}""", "4 5")]
    [InlineData("""{"name":{"$regex":"an"}}""", "2")]
    [InlineData("""{"name":{"$regex":""}}""", "1 2 4 5")]
    [InlineData("""{"name":{"$regularExpression":{"pattern":"^B","options":"i"}}}""", "2")]
    [InlineData("""{"tags":{"$regex":"^[bc]$"}}""", "1 5")]
    [InlineData("""{"part.maker":{"$regex":"e"}}""", "1 5")]
    [InlineData("""{"parts.maker":{"$regex":"^z"}}""", "1 5")]
    [InlineData("""{"name":{"$regex":"[^\\x00-\\x7f]"}}""", "4 5")]
    [InlineData("""{"name":{"$regex":"\\w"}}""", "1 2")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"s":{"$regex":"abc","$options":"q"}}""", "unknown option 'q'")]
    [InlineData("""{"s":{"$regex":{"$regularExpression":{"pattern":"ABC","options":"i"}},"$options":"m"}}""", "the pattern has options already")]
    [InlineData("""{"s":{"$regex":7}}""", "$regex takes a string")]
    [InlineData("""{"s":{"$regex":"("}}""", "malformed at position 0: the group has no closing parenthesis")]
    [InlineData("""{"a":{"$regex":["a"]}}""", "$regex takes a string")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"count":{"$regex":"5"}}""", "a pattern is for strings")]
    public void Refuses_what_does_not_fit_the_type(string filter, string reason) =>
        Assert.Contains(reason, Things.Refusal(filter), StringComparison.Ordinal);
}
