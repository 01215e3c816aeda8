namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>Answers one family of commands with a reply document.</summary>
internal interface ICommand
{
    ReadOnlyMemory<byte> Run(CommandCall call);
}
