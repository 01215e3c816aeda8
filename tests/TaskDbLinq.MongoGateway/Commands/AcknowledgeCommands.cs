using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>ping and endSessions: nothing to do but to say so. Sessions leave no state here.</summary>
internal sealed class AcknowledgeCommand : ICommand
{
    private static readonly byte[] Ok = new BsonDocument("ok", 1.0).ToBson();

    public ReadOnlyMemory<byte> Run(CommandCall call) => Ok;
}

/// <summary>Tells which server version the gateway's answers resemble.</summary>
internal sealed class BuildInfoCommand : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call) => new BsonDocument
    {
        { "version", "7.0.0" },
        { "versionArray", new BsonArray { 7, 0, 0, 0 } },
        { "bits", 64 },
        { "maxBsonObjectSize", Protocol.MaxDocumentBytes },
        { "modules", new BsonArray { "TaskDbLinq.MongoGateway" } },
        { "ok", 1.0 },
    }.ToBson();
}
