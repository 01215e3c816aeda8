namespace TaskDbLinq.Tests.Queries.Operators;

/// <summary>
/// https://www.mongodb.com/docs/manual/reference/operator/query/type/. The answers were written by the page, and those on dict fields
/// checked against an engine that speaks BSON.
/// </summary>
public sealed class OfTypeTests
{
    [Theory]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$type":"null"}}""", "2 5 6")]
    [InlineData(nameof(Corpus.Nulls), """{"f":{"$type":6}}""", "")]
    [InlineData(nameof(Corpus.Paths), """{"a.b":{"$type":"array"}}""", "15 16")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$type":"array"}}""", "1 2 3 5 6 7 8 11 12 13 14")]
    [InlineData(nameof(Corpus.Arrays), """{"a":{"$type":4}}""", "1 2 3 5 6 7 8 11 12 13 14")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"number"}}""", "1 2 3 4 6 21")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"int"}}""", "1 6")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":16}}""", "1 6")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":16.0}}""", "1 6")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"array"}}""", "6 7 8 20")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":["string","number"]}}""", "1 2 3 4 5 6 21")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":["array","null"]}}""", "6 7 8 11 20")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":-1}}""", "")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":127}}""", "")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"minKey"}}""", "")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"object"}}""", "9")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"bool"}}""", "10")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"date"}}""", "13")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"objectId"}}""", "")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"regex"}}""", "")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"binData"}}""", "16")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"timestamp"}}""", "")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"decimal"}}""", "4")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":"double"}}""", "3 21")]
    [InlineData(nameof(Corpus.Types), """{"t":{"$type":[1,"long"]}}""", "2 3 21")]
    public void Dict_fields(string documents, string filter, string expected) =>
        Assert.Equal(expected, Corpus.Matches(documents, filter));

    [Theory]
    [InlineData("""{"name":{"$type":"string"}}""", "1 2 4 5")]
    [InlineData("""{"name":{"$type":2}}""", "1 2 4 5")]
    [InlineData("""{"name":{"$type":"null"}}""", "3")]
    [InlineData("""{"count":{"$type":"number"}}""", "1 2 4 5")]
    [InlineData("""{"count":{"$type":["string","int"]}}""", "1 2 4 5")]
    [InlineData("""{"count":{"$type":"string"}}""", "")]
    [InlineData("""{"at":{"$type":"date"}}""", "1 2 4 5")]
    [InlineData("""{"flag":{"$type":"bool"}}""", "1 2 4 5")]
    [InlineData("""{"tags":{"$type":"array"}}""", "1 2 4 5")]
    [InlineData("""{"tags":{"$type":"string"}}""", "1 4 5")]
    [InlineData("""{"scores":{"$type":"int"}}""", "1 3 4 5")]
    [InlineData("""{"part":{"$type":"object"}}""", "1 3 4 5")]
    [InlineData("""{"parts.maker":{"$type":"string"}}""", "1 4 5")]
    [InlineData("""{"key":{"$type":"binData"}}""", "1 4")]
    public void Plain_objects(string filter, string expected) =>
        Assert.Equal(expected, Things.Matches(filter));

    [Theory]
    [InlineData("""{"t":{"$type":[]}}""", "$type takes the name or number of a BSON type")]
    [InlineData("""{"t":{"$type":"nonsense"}}""", "$type takes the name or number of a BSON type")]
    [InlineData("""{"t":{"$type":0}}""", "$type takes the name or number of a BSON type")]
    [InlineData("""{"t":{"$type":99}}""", "$type takes the name or number of a BSON type")]
    [InlineData("""{"t":{"$type":1.5}}""", "$type takes the name or number of a BSON type")]
    [InlineData("""{"t":{"$type":255}}""", "$type takes the name or number of a BSON type")]
    [InlineData("""{"t":{"$type":null}}""", "$type takes the name or number of a BSON type")]
    [InlineData("""{"t":{"$type":true}}""", "$type takes the name or number of a BSON type")]
    [InlineData("""{"t":{"$type":"Number"}}""", "did you mean 'number'?")]
    public void Refuses(string filter, string reason) =>
        Assert.Contains(reason, Corpus.Refusal(filter), StringComparison.Ordinal);
}
