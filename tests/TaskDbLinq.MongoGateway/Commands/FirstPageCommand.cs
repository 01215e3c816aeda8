using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>Commands that open a cursor: find, aggregate, listCollections, listIndexes.</summary>
internal sealed class FirstPageCommand(EngineClient engine, CursorTable<byte[]> cursors, string sql) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var page = engine.Call(sql, call.Database, call.Body, null, CursorPage.ReadFirst);
        if (page.Continuation is not null)
        {
            cursors.Put(page.CursorId, page.Continuation);
        }

        return page.Reply;
    }
}
