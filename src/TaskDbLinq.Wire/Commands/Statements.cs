using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>The statements of a write, which come within the command or beside it.</summary>
internal static class Statements
{
    public static List<BsonDocument> Read(CommandCall call, Arguments arguments, string name)
    {
        var within = arguments.Array(name);
        List<BsonDocument> statements;
        if (call.Documents(name) is { } beside)
        {
            statements = within is null ? [.. BsonInput.ReadAll(beside)] : throw CommandException.BadValue($"{name} come twice");
        }
        else
        {
            statements = [.. (within ?? throw arguments.Missing(name)).Select(statement =>
                statement as BsonDocument ?? throw arguments.Wrong(name, statement, "objects"))];
        }

        return statements.Count is > 0 and <= Protocol.MaxWriteBatch
            ? statements
            : throw new CommandException(Codes.InvalidLength,
                $"Write batch sizes must be between 1 and {Protocol.MaxWriteBatch}. Got {statements.Count} operations.");
    }

    /// <summary>Whether the first failure ends the write, which is so unless a client says otherwise.</summary>
    public static bool AreOrdered(Arguments arguments) => arguments.Value("ordered") is null || arguments.Flag("ordered");
}
