using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.Wire.Commands;

/// <summary>
/// Introduces the server as a single one, without replication: drivers then neither retry writes nor begin transactions. It reports
/// no topologyVersion, so that a driver asks again from time to time instead of waiting for a streamed answer.
/// </summary>
internal sealed class HelloCommand : ICommand
{
    public bool IsHandshake => true;

    public ReadOnlyMemory<byte> Run(CommandCall call) => Reply.Ok(new BsonDocument
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
    });
}
