using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>The next page of a cursor.</summary>
internal sealed class GetMoreCommand(Server server) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var id = arguments.Value("getMore") is { IsInt64: true } number
            ? number.AsInt64
            : throw CommandException.BadValue("getMore needs a cursor id of 64 bits");
        var collection = arguments.RequiredText("collection");
        var count = arguments.Count("batchSize");
        arguments.Complete();
        if (!server.Replies.Cursors.TryTake(id, out var cursor))
        {
            throw new CommandException(Codes.CursorNotFound, $"cursor id {id} not found");
        }

        if (cursor.Namespace != $"{call.Database}.{collection}")
        {
            server.Replies.Cursors.Put(id, cursor);
            throw new CommandException(Codes.Unauthorized, $"the cursor {id} is one of '{cursor.Namespace}'");
        }

        // A batch size of zero says nothing here, unlike in a find.
        return server.Replies.Page(call.Client, cursor, "nextBatch"u8, count == 0 ? null : count);
    }
}
