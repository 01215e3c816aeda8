using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace TaskDbLinq.MongoProtocol.Commands;

/// <summary>Forgets cursors.</summary>
internal sealed class KillCursorsCommand(ICursorTable cursors) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var command = BsonSerializer.Deserialize<BsonDocument>(call.Body.ToArray());
        if (!command.TryGetValue("cursors", out var value) || value is not BsonArray ids
            || ids.Any(id => !id.IsInt64))
        {
            throw CommandException.BadValue("killCursors needs an array of 64-bit ids");
        }

        var removed = ids.ToLookup(id => cursors.Remove(id.AsInt64));
        return new BsonDocument
        {
            { "cursorsKilled", new BsonArray(removed[true]) },
            { "cursorsNotFound", new BsonArray(removed[false]) },
            { "cursorsAlive", new BsonArray() },
            { "cursorsUnknown", new BsonArray() },
            { "ok", 1.0 },
        }.ToBson();
    }
}
