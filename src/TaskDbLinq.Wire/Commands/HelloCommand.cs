using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;
using TaskDbLinq.Wire.Documents;
using TaskDbLinq.Wire.Security;

namespace TaskDbLinq.Wire.Commands;

/// <summary>
/// Introduces the server as a single one, without replication: drivers then neither retry writes nor begin transactions. It reports
/// no topologyVersion, so that a driver asks again from time to time instead of waiting for a streamed answer.
/// </summary>
internal sealed class HelloCommand(Authentication? authentication) : ICommand
{
    public bool IsHandshake => true;

    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var reply = new BsonDocument
        {
            { "helloOk", true },
            { call.Name == "hello" ? "isWritablePrimary" : "ismaster", true },
            { "maxBsonObjectSize", Protocol.MaxDocumentBytes },
            { "maxMessageSizeBytes", Protocol.MaxMessageBytes },
            { "maxWriteBatchSize", Protocol.MaxWriteBatch },
            { "localTime", new BsonDateTime(DateTime.UtcNow) },
            { "logicalSessionTimeoutMinutes", 30 },
            { "connectionId", call.Client.Id },
            { "minWireVersion", 0 },
            { "maxWireVersion", Protocol.MaxWireVersion },
            { "readOnly", false },
        };
        if (authentication is not null)
        {
            Authenticate(call, reply, authentication);
        }

        return Reply.Ok(reply);
    }

    /// <summary>What a driver tries with its handshake; where that is wrong, it comes again with its own command, and is told so.</summary>
    private static void Authenticate(CommandCall call, BsonDocument reply, Authentication authentication)
    {
        var hello = BsonInput.Read(call.Body);
        if (hello.Contains("saslSupportedMechs"))
        {
            reply.Add("saslSupportedMechs", new BsonArray { Authentication.Mechanism });
        }

        if (hello.TryGetValue("speculativeAuthenticate", out var start) && start is BsonDocument first
            && first.GetValue("mechanism", "") == Authentication.Mechanism && first.GetValue("payload", "") is BsonBinaryData)
        {
            reply.Add("speculativeAuthenticate", authentication.Start(call.Client, new Arguments("saslStart", first)));
        }
    }
}
