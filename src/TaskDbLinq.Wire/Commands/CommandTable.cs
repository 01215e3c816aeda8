using System.Collections.Frozen;
using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.MongoProtocol.Wire;
using TaskDbLinq.Wire.Collections;

namespace TaskDbLinq.Wire.Commands;

/// <summary>Every command that is answered; any other is "no such command".</summary>
internal static class CommandTable
{
    public static FrozenDictionary<string, ICommand> Create(Server server)
    {
        var hello = new HelloCommand();
        var collections = new CollectionCommands(server);
        var acknowledge = Reply.Of(_ => null);
        var findAndModify = new FindAndModifyCommand(server);
        return new Dictionary<string, ICommand>(StringComparer.Ordinal)
        {
            ["hello"] = hello,
            ["isMaster"] = hello,
            ["ismaster"] = hello,
            ["ping"] = acknowledge,
            ["endSessions"] = acknowledge,
            ["buildInfo"] = Reply.Of(_ => BuildInfo()),
            ["buildinfo"] = Reply.Of(_ => BuildInfo()),

            ["find"] = new FindCommand(server),
            ["getMore"] = new GetMoreCommand(server),
            ["killCursors"] = new KillCursorsCommand(server.Replies.Cursors),
            ["count"] = new CountCommand(server),
            ["distinct"] = new DistinctCommand(server),

            ["insert"] = new InsertCommand(server),
            ["update"] = new UpdateCommand(server),
            ["delete"] = new DeleteCommand(server),
            ["findAndModify"] = findAndModify,
            ["findandmodify"] = findAndModify,

            ["createIndexes"] = new Function(collections.CreateIndexes),
            ["listIndexes"] = new Function(collections.ListIndexes),
            ["listCollections"] = new Function(collections.ListCollections),
            ["listDatabases"] = new Function(collections.ListDatabases),
            ["create"] = new Function(collections.Create),
            ["drop"] = new Function(collections.Drop),
            ["dropDatabase"] = new Function(collections.DropDatabase),
        }.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static BsonDocument BuildInfo() => new()
    {
        { "version", "7.0.0" },
        { "versionArray", new BsonArray { 7, 0, 0, 0 } },
        { "gitVersion", "taskdb" },
        { "bits", 64 },
        { "maxBsonObjectSize", Protocol.MaxDocumentBytes },
        { "modules", new BsonArray { "TaskDbLinq" } },
    };

    private sealed class Function(Func<CommandCall, ReadOnlyMemory<byte>> run) : ICommand
    {
        public ReadOnlyMemory<byte> Run(CommandCall call) => run(call);
    }
}
