using MongoDB.Bson;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Commands;

/// <summary>Replies of one document.</summary>
internal static class Reply
{
    public static byte[] Ok(BsonDocument? document = null) => OldBinary.Bytes((document ?? []).Add("ok", 1.0));

    /// <summary>A command that is a function of its call.</summary>
    public static ICommand Of(Func<CommandCall, BsonDocument?> answer, bool isHandshake = false) => new Answering(answer, isHandshake);

    private sealed class Answering(Func<CommandCall, BsonDocument?> answer, bool isHandshake) : ICommand
    {
        public bool IsHandshake => isHandshake;

        public ReadOnlyMemory<byte> Run(CommandCall call) => Ok(answer(call));
    }
}
