using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using TaskDbLinq.MongoGateway.Server;
using TaskDbLinq.MongoProtocol.Wire;
using static TaskDbLinq.MongoGateway.Tests.Wire.Messages;

namespace TaskDbLinq.MongoGateway.Tests.Wire;

/// <summary>The server over real sockets, with no engine behind it (nothing listens on port 1).</summary>
public sealed class ServerWithoutEngineTests : IDisposable
{
    private readonly GatewayServer _server = new(new GatewayOptions(0, "Host=127.0.0.1;Port=1;Username=nobody"));

    public ServerWithoutEngineTests() => _server.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Says_hello_in_both_kinds_of_message()
    {
        using var client = Connect();
        var legacy = Exchange(client, Query("admin.$cmd", new BsonDocument { { "isMaster", 1 }, { "helloOk", true } }));
        Assert.True(legacy["ismaster"].AsBoolean);
        var modern = Exchange(client, Command("hello"));
        Assert.True(modern["isWritablePrimary"].AsBoolean);
    }

    [Theory]
    [InlineData("noSuchCommand", 59, "CommandNotFound")]
    [InlineData("getMore", 2, "BadValue")]
    public void Answers_what_it_cannot_do_with_an_error(string name, int code, string codeName)
    {
        using var client = Connect();
        var reply = Exchange(client, Command(name));
        Assert.Equal(0.0, reply["ok"].AsDouble);
        Assert.Equal(code, reply["code"].AsInt32);
        Assert.Equal(codeName, reply["codeName"].AsString);
        Assert.Equal(1.0, Exchange(client, Command("ping"))["ok"].AsDouble);
    }

    [Fact]
    public void Refuses_transactions_instead_of_ignoring_them()
    {
        using var client = Connect();
        var command = new BsonDocument { { "insert", "c" }, { "txnNumber", 1L }, { "$db", "d" } };
        Assert.Equal(20, Exchange(client, Msg(0, Body(command)))["code"].AsInt32);
    }

    [Fact]
    public void An_unknown_cursor_is_reported_as_such()
    {
        using var client = Connect();
        var command = new BsonDocument { { "getMore", 5L }, { "collection", "c" }, { "$db", "d" } };
        Assert.Equal(43, Exchange(client, Msg(0, Body(command)))["code"].AsInt32);
    }

    [Fact]
    public void An_unacknowledged_command_gets_no_reply()
    {
        using var client = Connect();
        var ping = new BsonDocument { { "ping", 1 }, { "$db", "d" } };
        client.GetStream().Write(Msg(Protocol.FlagMoreToCome, Body(ping)));
        Assert.True(Exchange(client, Command("hello")).Contains("isWritablePrimary"));
    }

    [Fact]
    public void Garbage_closes_its_own_connection_only()
    {
        using var bystander = Connect();
        Exchange(bystander, Command("ping"));
        var random = new Random(7);
        byte[][] garbage =
        [
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Framed(9999, new byte[30]), Msg(0, [9]), Msg(0),
            [0, 0, 0, 0, .. new byte[30]], [255, 255, 255, 127, .. new byte[30]], Filled(random, 5000),
            Framed(Protocol.OpMsg, Filled(random, 5000)),
        ];
        foreach (var bytes in garbage)
        {
            using var client = Connect();
            client.GetStream().Write(bytes);
            Assert.True(IsClosed(client));
        }

        Assert.Equal(1.0, Exchange(bystander, Command("ping"))["ok"].AsDouble);
    }

    [Fact]
    public void A_lost_engine_closes_the_connection_as_a_lost_server_would()
    {
        using var client = Connect();
        client.GetStream().Write(Command("find"));
        Assert.True(IsClosed(client));
    }

    [Fact]
    public void Stopping_closes_idle_clients()
    {
        using var client = Connect();
        Exchange(client, Command("ping"));
        _server.Dispose();
        Assert.True(IsClosed(client));
    }

    private static byte[] Command(string name) =>
        Msg(0, Body(new BsonDocument { { name, "c" }, { "$db", "d" } }));

    private static byte[] Filled(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static BsonDocument Exchange(TcpClient client, byte[] message)
    {
        client.GetStream().Write(message);
        using var reader = new MessageReader(client.GetStream());
        var reply = reader.Read()!.Value;
        var legacy = MessageHeader.Read(reply.Span).OpCode == Protocol.OpReply;
        return BsonSerializer.Deserialize<BsonDocument>(reply[(legacy ? 36 : 21)..].ToArray());
    }

    private static bool IsClosed(TcpClient client)
    {
        try
        {
            return client.Client.Receive(new byte[1]) == 0;
        }
        catch (SocketException problem)
        {
            // Not a timeout, which would mean that the server still waits for more.
            return problem.SocketErrorCode == SocketError.ConnectionReset;
        }
    }

    private TcpClient Connect() => new("127.0.0.1", _server.Port) { ReceiveTimeout = 10_000 };
}
