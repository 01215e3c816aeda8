using System.Collections.Frozen;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Security;

namespace TaskDbLinq.Wire.Commands;

/// <summary>Every command that is answered; any other is "no such command".</summary>
internal static class CommandTable
{
    /// <summary>What a client may ask before it has said who it is.</summary>
    private static readonly FrozenSet<string> Free = FrozenSet.ToFrozenSet(
        ["hello", "isMaster", "ismaster", "ping", "buildInfo", "buildinfo", "whatsmyuri", "connectionStatus", "endSessions", "saslStart",
            "saslContinue", "logout"]);

    /// <summary>The commands.</summary>
    /// <param name="server">What they share.</param>
    /// <param name="users">Who may ask; null for everybody.</param>
    public static FrozenDictionary<string, ICommand> Create(Server server, WireUserFile? users)
    {
        var authentication = users is null ? null : new Authentication(users);
        var commands = Answered(server, authentication);
        if (authentication is null)
        {
            return commands.ToFrozenDictionary(StringComparer.Ordinal);
        }

        commands.Add("saslStart", Reply.Of(authentication.Start, isHandshake: true));
        commands.Add("saslContinue", Reply.Of(authentication.Continue, isHandshake: true));
        return commands.ToFrozenDictionary(
            pair => pair.Key,
            pair => Free.Contains(pair.Key) ? pair.Value : new AuthenticatedCommand(pair.Value),
            StringComparer.Ordinal);
    }

    private static Dictionary<string, ICommand> Answered(Server server, Authentication? authentication)
    {
        var hello = new HelloCommand(authentication);
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
            ["logout"] = Reply.Of(Authentication.Logout),
            ["buildInfo"] = Reply.Of(_ => ServerCommands.BuildInfo()),
            ["buildinfo"] = Reply.Of(_ => ServerCommands.BuildInfo()),
            ["hostInfo"] = Reply.Of(_ => ServerCommands.HostInfo()),
            ["connectionStatus"] = Reply.Of(ServerCommands.ConnectionStatus),
            ["getParameter"] = Reply.Of(ServerCommands.GetParameter),
            ["getLog"] = Reply.Of(ServerCommands.GetLog),
            ["getCmdLineOpts"] = Reply.Of(_ => ServerCommands.CommandLine()),
            ["whatsmyuri"] = Reply.Of(ServerCommands.WhatsMyUri),

            ["find"] = new FindCommand(server),
            ["getMore"] = new GetMoreCommand(server),
            ["killCursors"] = new KillCursorsCommand(server.Replies.Cursors),
            ["count"] = new CountCommand(server),
            ["distinct"] = new DistinctCommand(server),
            ["aggregate"] = new AggregateCommand(server),
            ["explain"] = new ExplainCommand(server),

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
        };
    }

    private sealed class Function(Func<CommandCall, ReadOnlyMemory<byte>> run) : ICommand
    {
        public ReadOnlyMemory<byte> Run(CommandCall call) => run(call);
    }
}
