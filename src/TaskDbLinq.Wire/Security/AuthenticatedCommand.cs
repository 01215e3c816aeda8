using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Security;

/// <summary>A command that is answered only to a client that has said who it is.</summary>
internal sealed class AuthenticatedCommand(ICommand command) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call) => call.Client.User is not null
        ? command.Run(call)
        : throw new CommandException(Codes.Unauthorized, $"Command {call.Name} requires authentication");
}
