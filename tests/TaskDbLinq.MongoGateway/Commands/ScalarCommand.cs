using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>A command whose reply is the one document its SQL call returns.</summary>
internal sealed class ScalarCommand(EngineClient engine, string sql) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call) =>
        engine.Call(sql, call.Database, call.Body, null, reader => reader.GetFieldValue<byte[]>(0));
}
