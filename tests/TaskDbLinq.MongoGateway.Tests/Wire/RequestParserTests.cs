using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using TaskDbLinq.MongoProtocol.Wire;
using static TaskDbLinq.MongoGateway.Tests.Wire.Messages;

namespace TaskDbLinq.MongoGateway.Tests.Wire;

public sealed class RequestParserTests
{
    private static readonly BsonDocument Ping = new() { { "ping", 1 }, { "$db", "admin" } };

    [Fact]
    public void Reads_the_command_and_every_sequence_in_any_order()
    {
        var message = Msg(
            0,
            Sequence("documents", new BsonDocument("_id", 1), new BsonDocument("_id", 2)),
            Body(Ping),
            Sequence("nsInfo", new BsonDocument("ns", "a.b")));

        var request = RequestParser.Parse(message);

        Assert.Equal(7, request.Id);
        Assert.Equal(Ping, BsonSerializer.Deserialize<BsonDocument>(request.Body.ToArray()));
        Assert.Equal(["documents", "nsInfo"], request.Sequences.Select(sequence => sequence.Name));
        byte[] both = [.. new BsonDocument("_id", 1).ToBson(), .. new BsonDocument("_id", 2).ToBson()];
        Assert.Equal(both, request.Sequences[0].Documents.ToArray());
        Assert.True(request.ExpectsReply);
    }

    [Fact]
    public void More_to_come_means_that_no_reply_is_expected() =>
        Assert.False(RequestParser.Parse(Msg(Protocol.FlagMoreToCome, Body(Ping))).ExpectsReply);

    [Fact]
    public void Optional_flags_are_ignored() =>
        Assert.True(RequestParser.Parse(Msg(1u << 16, Body(Ping))).ExpectsReply);

    [Fact]
    public void A_right_checksum_is_accepted_and_a_wrong_one_is_not()
    {
        var message = Msg(Protocol.FlagChecksumPresent, Body(Ping));
        Assert.Equal(7, RequestParser.Parse(WithChecksum([.. message])).Id);
        Assert.Throws<WireException>(() => RequestParser.Parse(WithChecksum([.. message], error: 1)));
    }

    [Fact]
    public void A_legacy_query_names_its_database_outside()
    {
        var request = RequestParser.Parse(Query("admin.$cmd", new BsonDocument("isMaster", 1)));
        Assert.Equal("admin", request.LegacyDatabase);
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "unknown opcode", Framed(2012, new byte[20]) },
        { "no flags", Framed(Protocol.OpMsg) },
        { "required flag unknown", Msg(1u << 5, Body(Ping)) },
        { "no sections", Msg(0) },
        { "two bodies", Msg(0, Body(Ping), Body(Ping)) },
        { "sequence only", Msg(0, Sequence("documents", Ping)) },
        { "section kind", Msg(0, [9, 1, 2, 3]) },
        { "body too long", Msg(0, [0, 100, 0, 0, 0, 0]) },
        { "body unterminated", Msg(0, [0, 5, 0, 0, 0, 1]) },
        { "body negative", Msg(0, [0, 255, 255, 255, 255, 0]) },
        { "body cut", Msg(0, [0, 5, 0]) },
        { "sequence size zero", Msg(0, Body(Ping), [1, 0, 0, 0, 0]) },
        { "sequence size huge", Msg(0, Body(Ping), [1, 255, 255, 255, 127]) },
        { "sequence size cut", Msg(0, Body(Ping), [1, 9]) },
        { "sequence without end of name", Msg(0, Body(Ping), [1, 8, 0, 0, 0, 65, 66, 67, 68]) },
        { "sequence with half a document", Msg(0, Body(Ping), [1, 9, 0, 0, 0, 65, 0, 5, 0, 0]) },
        { "checksum missing", Msg(Protocol.FlagChecksumPresent) },
        { "query cut", Framed(Protocol.OpQuery, new byte[6]) },
        { "query of a collection", Query("db.things", Ping) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_not_the_protocol_is_refused(string what, byte[] message)
    {
        var problem = Record.Exception(() => RequestParser.Parse(message));
        Assert.True(problem is WireException, $"{what}: {problem}");
    }

    [Fact]
    public void Random_damage_never_causes_anything_but_a_refusal()
    {
        var random = new Random(20240101);
        var intact = Msg(0, Body(Ping), Sequence("documents", Ping, new BsonDocument("a", new BsonArray { 1, "b" })));
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = intact[..random.Next(16, intact.Length + 1)];
            for (var hits = random.Next(4); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var problem = Record.Exception(() =>
            {
                var request = RequestParser.Parse(damaged);
                RawBson.Without(request.Body, name => name.StartsWith("$"u8));
            });
            Assert.True(problem is null or WireException, $"round {round}: {problem}");
        }
    }
}
