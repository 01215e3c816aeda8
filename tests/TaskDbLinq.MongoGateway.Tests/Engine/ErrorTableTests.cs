using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using TaskDbLinq.MongoGateway.Engine;

namespace TaskDbLinq.MongoGateway.Tests.Engine;

public sealed class ErrorTableTests
{
    [Theory]
    [InlineData("M0001", 2, "BadValue")]
    [InlineData("M0008", 26, "NamespaceNotFound")]
    [InlineData("M001C", 11000, "DuplicateKey")]
    [InlineData("M009H", 51091, "Location51091")]
    [InlineData("23505", 11000, "DuplicateKey")]
    [InlineData("23P01", 11000, "DuplicateKey")]
    [InlineData("57014", 50, "MaxTimeMSExpired")]
    [InlineData("XX000", 1, "InternalError")]
    [InlineData("MZZZZ", 1, "InternalError")]
    public void States_map_to_the_codes_drivers_know(string state, int code, string name)
    {
        var error = ErrorTable.Find(state);
        Assert.Equal(code, error.Code);
        Assert.Equal(name, error.Name);
    }

    [Theory]
    [InlineData(319029277, "M001C")]
    [InlineData(16777245, "M0001")]
    public void Packed_states_unpack(int packed, string state) => Assert.Equal(state, SqlState.Unpack(packed));

    [Fact]
    public void Write_errors_get_the_codes_drivers_know()
    {
        var result = new BsonDocument
        {
            { "n", 1 },
            { "ok", 1.0 },
            {
                "writeErrors", new BsonArray
                {
                    new BsonDocument { { "index", 1 }, { "code", 319029277 }, { "errmsg", "e" } },
                    new BsonDocument { { "index", 2 }, { "code", 16777245 }, { "errmsg", "f" } },
                }
            },
        };

        var translated = BsonSerializer.Deserialize<BsonDocument>(WriteErrors.Translate(result.ToBson()));

        Assert.Equal([11000, 2], translated["writeErrors"].AsBsonArray.Select(error => error["code"].AsInt32));
        Assert.Equal(["e", "f"], translated["writeErrors"].AsBsonArray.Select(error => error["errmsg"].AsString));
    }
}
