using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>Databases, collections and indexes: listed, accepted where they are there, dropped.</summary>
internal sealed class CollectionCommands(Server server)
{
    /// <summary>MongoDB 7.0's code for creating an index on a collection that isn't there is none: it makes the collection.</summary>
    public ReadOnlyMemory<byte> CreateIndexes(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var indexes = arguments.Array("indexes") ?? throw arguments.Missing("indexes");
        arguments.Ignore("commitQuorum");
        arguments.Complete();
        server.Open(call);
        foreach (var index in indexes)
        {
            IndexList.Accept(index as BsonDocument ?? throw arguments.Wrong("indexes", index, "objects"));
        }

        return Reply.Ok(new BsonDocument
        {
            { "numIndexesBefore", IndexList.All.Count }, { "numIndexesAfter", IndexList.All.Count },
            { "note", "all indexes already exist" },
        });
    }

    public ReadOnlyMemory<byte> ListIndexes(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var count = BatchSize(arguments);
        var collection =
            server.Find(call) ?? throw new CommandException(Codes.NamespaceNotFound, $"ns does not exist: {call.Database}.{call.Target}");
        return Page(call, collection.Namespace, IndexList.All, count, arguments);
    }

    public ReadOnlyMemory<byte> ListCollections(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var count = BatchSize(arguments);
        var isNameOnly = arguments.Flag("nameOnly");
        arguments.Ignore("authorizedCollections");
        var filter = arguments.Document("filter");
        var entries = server.Catalog.All.Where(collection => collection.Database == call.Database).Select(collection => isNameOnly
            ? new BsonDocument { { "name", collection.Name }, { "type", "collection" } }
            : new BsonDocument
            {
                { "name", collection.Name },
                { "type", "collection" },
                { "options", new BsonDocument() },
                { "info", new BsonDocument("readOnly", false) },
                { "idIndex", IndexList.All[0] },
            });
        return Page(call, $"{call.Database}.$cmd.listCollections", entries.Where(entry => Listed(entry, filter)), count, arguments);
    }

    public ReadOnlyMemory<byte> ListDatabases(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        var isNameOnly = arguments.Flag("nameOnly");
        arguments.Ignore("authorizedDatabases");
        var filter = arguments.Document("filter");
        arguments.Complete();
        var names = server.Catalog.All.Select(collection => collection.Database).Distinct(StringComparer.Ordinal);
        var databases = names.Select(name => isNameOnly
            ? new BsonDocument("name", name)
            : new BsonDocument { { "name", name }, { "sizeOnDisk", 0L }, { "empty", false } }).Where(entry => Listed(entry, filter));
        var reply = new BsonDocument("databases", new BsonArray(databases));
        return Reply.Ok(isNameOnly ? reply : reply.Add("totalSize", 0L));
    }

    /// <summary>Creating a collection that is there is an error in MongoDB, too, unless nothing about it differs.</summary>
    public ReadOnlyMemory<byte> Create(CommandCall call)
    {
        var arguments = Arguments.Of(call);
        arguments.Complete();
        server.Open(call);
        return Reply.Ok();
    }

    public ReadOnlyMemory<byte> Drop(CommandCall call)
    {
        Arguments.Of(call).Complete();
        return Reply.Ok(server.Catalog.Drop(call.Database, call.Target)
            ? new BsonDocument { { "nIndexesWas", IndexList.All.Count }, { "ns", $"{call.Database}.{call.Target}" } }
            : null);
    }

    public ReadOnlyMemory<byte> DropDatabase(CommandCall call)
    {
        Arguments.Of(call).Complete();
        var dropped = false;
        foreach (var collection in server.Catalog.All.Where(collection => collection.Database == call.Database).ToList())
        {
            dropped |= server.Catalog.Drop(collection.Database, collection.Name);
        }

        return Reply.Ok(dropped ? new BsonDocument("dropped", call.Database) : null);
    }

    private static int BatchSize(Arguments arguments) =>
        (arguments.Document("cursor") is { } options ? new Arguments("cursor", options).Count("batchSize") : null)
            ?? CursorReply.UsualFirst;

    private ReadOnlyMemory<byte> Page(CommandCall call, string ns, IEnumerable<BsonDocument> documents, int count, Arguments arguments)
    {
        arguments.Complete();
        return server.Replies.Page(call.Client, new DocumentCursor(ns, server.TimeLimit, documents), "firstBatch"u8, count);
    }

    /// <summary>Drivers and shells ask by name and type.</summary>
    private static bool Listed(BsonDocument entry, BsonDocument? filter) => (filter ?? []).All(test => test switch
    {
        { Name: "name" or "type", Value: BsonString value } => entry.GetValue(test.Name, BsonNull.Value) == value,
        { Name: "name" or "type", Value: BsonDocument { ElementCount: 1 } condition }
            when condition.GetElement(0) is { Name: "$in", Value: BsonArray values } =>
            values.Contains(entry.GetValue(test.Name, BsonNull.Value)),
        { Name: "name", Value: BsonDocument { ElementCount: 1 } condition }
            when condition.GetElement(0) is { Name: "$ne" or "$eq", Value: BsonString other } operation =>
            (entry["name"] == other) == (operation.Name == "$eq"),
        _ => throw Codes.NotSupported($"a filter on '{test.Name}' of this kind"),
    });
}
