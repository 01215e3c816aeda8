using TaskDbLinq.MongoGateway.Engine;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>An error the gateway itself answers a command with.</summary>
internal sealed class CommandException(MongoError error, string message) : Exception(message)
{
    public MongoError Error { get; } = error;

    public static CommandException BadValue(string message) => new(new MongoError(2, "BadValue"), message);
}
