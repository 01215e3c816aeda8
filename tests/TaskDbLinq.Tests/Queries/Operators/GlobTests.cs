namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://docs.python.org/3/library/fnmatch.html. The answers were written by the page, and those on dict fields checked against an engine
/// that speaks BSON.
/// </summary>
public sealed class GlobTests
{
    [Theory]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"ab*"}}""", "1 3")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"*"}}""", "1 2 3 8 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"a?c"}}""", "1")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"a*bc"}}""", "1 8")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"[ab]*"}}""", "1 3 8")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"[!a]*"}}""", "2 3 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"abc"}}""", "1")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"?"}}""", "3")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":""}}""", "")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"*abc"}}""", "1 10")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"[A-Z]*"}}""", "2")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$glob":"a[*]c"}}""", "")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$glob":"?"}}""", "1 2 3 4 7 8 9")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$glob":"??"}}""", "10 11")]
    [InlineData(nameof(Corpus.Characters), """{"s":{"$glob":"[\ud83d\ude00\u00e9]"}}""", "2 9")]
    [InlineData(nameof(Corpus.Strings), """{"s":{"$not":{"$glob":"a*"}}}""", "2 5 6 7 9 10")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"name":{"$glob":"a*"}}""", "1")]
    [InlineData("""{"name":{"$glob":"A*"}}""", "")]
    [InlineData("""{"name":{"$glob":"?"}}""", "4 5")]
    [InlineData("""{"name":{"$glob":"[aB]*"}}""", "1 2")]
    [InlineData("""{"name":{"$glob":"[!a]*"}}""", "2 4 5")]
    [InlineData("""{"name":{"$glob":"*an*"}}""", "2")]
    [InlineData("""{"name":{"$glob":"appl"}}""", "")]
    [InlineData("""{"name":{"$glob":"*"}}""", "1 2 4 5")]
    [InlineData("""{"tags":{"$glob":"[b-c]"}}""", "1 5")]
    [InlineData("""{"part.maker":{"$glob":"*e*"}}""", "1 5")]
    [InlineData("""{"name":{"$not":{"$glob":"a*"}}}""", "2 3 4 5")]
    [InlineData("""{"parts.maker":{"$glob":"ac??"}}""", "1 4")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"a":{"$glob":5}}""", "$glob takes a string")]
    [InlineData("""{"a":{"$glob":{"$regularExpression":{"pattern":"a","options":""}}}}""", "$glob takes a string")]
    [InlineData("""{"a":{"$glob":"a*","$regex":"b"}}""", "are both $regex: put one of them under $and")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"at":{"$glob":"2026*"}}""", "a pattern is for strings")]
    public void Refuses_what_does_not_fit_the_type(string filter, string reason) =>
        Assert.Contains(reason, Things.Refusal(filter), StringComparison.Ordinal);
}
