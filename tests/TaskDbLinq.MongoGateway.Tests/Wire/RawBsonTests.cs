using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoGateway.Tests.Wire;

public sealed class RawBsonTests
{
    private static readonly BsonDocument EveryType = new()
    {
        { "double", 1.5 },
        { "string", "gr\u00fc\u00df" },
        { "document", new BsonDocument("inner", 1) },
        { "array", new BsonArray { 1, 2 } },
        { "binary", new BsonBinaryData([1, 2, 3]) },
        { "undefined", BsonUndefined.Value },
        { "id", ObjectId.GenerateNewId() },
        { "bool", true },
        { "date", new BsonDateTime(1) },
        { "null", BsonNull.Value },
        { "regex", new BsonRegularExpression("a.b", "i") },
        { "code", new BsonJavaScript("f()") },
        { "symbol", BsonSymbol.Create("s") },
        { "scope", new BsonJavaScriptWithScope("f()", new BsonDocument("x", 1)) },
        { "int32", 1 },
        { "timestamp", new BsonTimestamp(1) },
        { "int64", 1L },
        { "decimal", 1.5m },
        { "min", BsonMinKey.Value },
        { "max", BsonMaxKey.Value },
    };

    [Fact]
    public void Walks_over_every_type()
    {
        var names = new List<string>();
        foreach (var element in RawBson.Elements(EveryType.ToBson()))
        {
            names.Add(Encoding.UTF8.GetString(element.Name));
        }

        Assert.Equal(EveryType.Names, names);
    }

    [Fact]
    public void Cuts_out_any_single_element()
    {
        foreach (var name in EveryType.Names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            var rest = RawBson.Without(EveryType.ToBson(), candidate => candidate.SequenceEqual(bytes));
            var expected = EveryType.DeepClone().AsBsonDocument;
            expected.Remove(name);
            Assert.Equal(expected, BsonSerializer.Deserialize<BsonDocument>(rest.ToArray()));
        }
    }

    [Fact]
    public void Cuts_out_everything() =>
        Assert.Equal(new BsonDocument().ToBson(), RawBson.Without(EveryType.ToBson(), _ => true).ToArray());
}
