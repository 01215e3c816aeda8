using System.Collections.Frozen;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>Finds the command of a request, runs it and turns whatever goes wrong into a reply.</summary>
/// <param name="commands">The commands by name.</param>
/// <param name="explain">What a failure of the server's own is to a client; null where there is nothing truthful to reply, so that the
/// connection is closed.</param>
internal sealed class Dispatcher(FrozenDictionary<string, ICommand> commands, Func<Exception, CommandException?> explain)
{
    public ReadOnlyMemory<byte> Run(Request request, ClientState client)
    {
        try
        {
            var call = CommandCall.From(request, client);
            return Find(call).Run(call);
        }
        catch (CommandException failure)
        {
            return Error(failure);
        }
        catch (Exception failure) when (explain(failure) is { } explained)
        {
            return Error(explained);
        }
    }

    private ICommand Find(CommandCall call)
    {
        if (!commands.TryGetValue(call.Name, out var command))
        {
            throw new CommandException(new(59, "CommandNotFound"), $"no such command: '{call.Name}'");
        }

        return !call.Legacy || command.IsHandshake
            ? command
            : throw new CommandException(
                new(352, "UnsupportedOpQueryCommand"), $"Unsupported OP_QUERY command: {call.Name}");
    }

    private static byte[] Error(CommandException failure) => new BsonDocument
    {
        { "ok", 0.0 },
        { "errmsg", failure.Message },
        { "code", failure.Error.Code },
        { "codeName", failure.Error.Name },
    }.ToBson();
}
