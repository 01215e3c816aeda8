using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>Hints name an index; that one is there is all that a hint can ask of a database that chooses its own way.</summary>
internal static class Hints
{
    public static void Check(Arguments arguments)
    {
        var hint = arguments.Value("hint");
        if (hint is not null && hint != new BsonDocument("$natural", 1)
            && !IndexList.All.Any(index => hint == index["name"] || hint == index["key"]))
        {
            throw CommandException.BadValue("hint provided does not correspond to an existing index");
        }
    }
}
