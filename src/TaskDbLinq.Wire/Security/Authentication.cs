using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Security;

/// <summary>The commands by which a client says who it is.</summary>
internal sealed class Authentication(WireUserFile users)
{
    public const string Mechanism = "SCRAM-SHA-256";

    /// <summary>A wrong password costs time, on the thread of the client that tries.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public BsonDocument Start(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        return Start(call.Client, arguments);
    }

    /// <summary>The first step, also where a handshake brings it.</summary>
    /// <exception cref="CommandException">The mechanism is another one, or the message is none.</exception>
    public BsonDocument Start(ClientState client, Arguments arguments)
    {
        var mechanism = arguments.RequiredText("mechanism");
        var payload = Payload(arguments);
        var skipsEmpty = arguments.Document("options")?.GetValue("skipEmptyExchange", false).ToBoolean() ?? false;
        arguments.Ignore("saslStart", "autoAuthorize", "db");
        arguments.Complete();
        if (mechanism != Mechanism)
        {
            throw new CommandException(new(334, "MechanismUnavailable"),
                $"Received authentication for mechanism {mechanism} which is not enabled: {Mechanism} is");
        }

        var exchange = ScramExchange.Begin(payload, users) ?? throw Failed();
        client.User = null;
        client.Conversation = new Conversation(exchange, skipsEmpty);
        return Step(exchange.Challenge, isDone: false);
    }

    public BsonDocument Continue(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var payload = Payload(arguments);
        arguments.Ignore("conversationId");
        arguments.Complete();
        if (call.Client.Conversation is not Conversation conversation)
        {
            throw new CommandException(new(17, "ProtocolError"), "No SASL session state found");
        }

        if (conversation.Exchange.IsProved)
        {
            // Older drivers end with an empty message.
            call.Client.Conversation = null;
            call.Client.User = conversation.Exchange.User;
            return Step([], isDone: true);
        }

        if (conversation.Exchange.Finish(payload) is not { } answer)
        {
            call.Client.Conversation = null;
            Thread.Sleep(Pause);
            throw Failed();
        }

        if (conversation.SkipsEmpty)
        {
            call.Client.Conversation = null;
            call.Client.User = conversation.Exchange.User;
        }

        return Step(answer, conversation.SkipsEmpty);
    }

    public static BsonDocument? Logout(CommandCall call)
    {
        call.Client.User = null;
        return null;
    }

    private static CommandException Failed() => new(Codes.AuthenticationFailed, "Authentication failed.");

    private static byte[] Payload(Arguments arguments) => arguments.Value("payload") switch
    {
        BsonBinaryData data => data.Bytes,
        null => throw arguments.Missing("payload"),
        var other => throw arguments.Wrong("payload", other, "binary data"),
    };

    private static BsonDocument Step(byte[] payload, bool isDone) =>
        new() { { "conversationId", 1 }, { "done", isDone }, { "payload", new BsonBinaryData(payload) } };

    private sealed record Conversation(ScramExchange Exchange, bool SkipsEmpty);
}
