namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>Answers one family of commands with a reply document.</summary>
internal interface ICommand
{
    /// <summary>Whether the command may come in the legacy message, with which drivers say hello.</summary>
    bool IsHandshake => false;

    ReadOnlyMemory<byte> Run(CommandCall call);
}
