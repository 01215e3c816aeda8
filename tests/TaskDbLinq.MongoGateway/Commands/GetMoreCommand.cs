using System.Buffers.Binary;
using TaskDbLinq.MongoGateway.Engine;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>The next page of a cursor.</summary>
internal sealed class GetMoreCommand(EngineClient engine, CursorTable<byte[]> cursors) : ICommand
{
    private const byte Int64Type = 0x12;

    private const string Sql =
        "SELECT cursorpage::bytea, continuation::bytea FROM documentdb_api.cursor_get_more($1, $2::bytea, $3::bytea)";

    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var id = CursorId(call);
        if (!cursors.TryTake(id, out var continuation))
        {
            throw new CommandException(new(43, "CursorNotFound"), $"cursor id {id} not found");
        }

        var page = engine.Call(Sql, call.Database, call.Body, continuation, CursorPage.ReadNext);
        if (page.Continuation is not null)
        {
            cursors.Put(id, page.Continuation);
        }

        return page.Reply;
    }

    private static long CursorId(CommandCall call)
    {
        foreach (var element in RawBson.Elements(call.Body.Span))
        {
            return element.Type == Int64Type
                ? BinaryPrimitives.ReadInt64LittleEndian(element.Value)
                : throw CommandException.BadValue("getMore needs a cursor id of 64 bits");
        }

        throw CommandException.BadValue("an empty command");
    }
}
