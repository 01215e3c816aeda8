using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>insert, update, delete: documents may come beside the command, errors inside the reply.</summary>
internal sealed class WriteCommand(EngineClient engine, string sql, string sequence) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var (result, success) = engine.Call(
            sql,
            call.Database,
            call.Body,
            call.Documents(sequence),
            reader => (reader.GetFieldValue<byte[]>(0), reader.GetBoolean(1)));
        return success ? result : WriteErrors.Translate(result);
    }
}
