namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>An error that a command is answered with.</summary>
internal sealed class CommandException(MongoError error, string message) : Exception(message)
{
    public MongoError Error { get; } = error;

    public static CommandException BadValue(string message) => new(MongoError.BadValue, message);
}
