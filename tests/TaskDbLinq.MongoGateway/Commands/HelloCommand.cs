using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>
/// Introduces the gateway as a single server. It reports no topologyVersion, so a driver asks again from time
/// to time instead of waiting for a streamed answer.
/// </summary>
internal sealed class HelloCommand : ICommand
{
    public bool IsHandshake => true;

    public ReadOnlyMemory<byte> Run(CommandCall call) => new BsonDocument
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
        { "ok", 1.0 },
    }.ToBson();
}
