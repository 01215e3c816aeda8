using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Collections;

/// <summary>
/// The indexes as clients see them: those that our own MongoDB backend and IPython's make. A store has indexes of its own.
/// </summary>
internal static class IndexList
{
    public static IReadOnlyList<BsonDocument> All { get; } = Build();

    /// <summary>Accepts an index that is there.</summary>
    /// <exception cref="CommandException">It is another one.</exception>
    public static void Accept(BsonDocument index)
    {
        var arguments = new Arguments("createIndexes.indexes", index);
        var key = arguments.Document("key") ?? throw arguments.Missing("key");
        var name = arguments.RequiredText("name");
        var (unique, sparse) = (arguments.Flag("unique"), arguments.Flag("sparse"));
        arguments.Ignore("v", "background", "ns");
        arguments.Refuse("collation", "partialFilterExpression", "expireAfterSeconds", "hidden", "weights", "wildcardProjection");
        arguments.Complete();
        var normal =
            new BsonDocument(key.Select(part => new BsonElement(part.Name, part.Value.IsNumeric ? part.Value.ToInt32() : part.Value)));
        var there = All.FirstOrDefault(known => known["key"] == normal)
            ?? throw new CommandException(
                Codes.CannotCreateIndex,
                $"there is no index on {normal.ToJson()}, and none can be made: the database has indexes of its own "
                    + $"({string.Join(", ", All.Select(known => known["name"]))})");
        if (normal != new BsonDocument(DocumentNames.Id, 1) && (Flag(there, "unique") != unique || Flag(there, "sparse") != sparse))
        {
            throw new CommandException(Codes.IndexOptionsConflict, $"the index {there["name"]} has other options: {there.ToJson()}");
        }

        if (there["name"] != name)
        {
            throw new CommandException(Codes.IndexOptionsConflict, $"Index already exists with a different name: {there["name"]}");
        }
    }

    private static bool Flag(BsonDocument index, string name) => index.GetValue(name, false).ToBoolean();

    private static List<BsonDocument> Build()
    {
        var list = new List<BsonDocument> { Entry(new BsonDocument(DocumentNames.Id, 1), "_id_") };
        foreach (var model in TaskIndexes.All)
        {
            var key = model.Keys.Render(new(BsonSerializer.LookupSerializer<TaskDocument>(), BsonSerializer.SerializerRegistry));
            var entry = Entry(key, $"{key.GetElement(0).Name}_1");
            entry.AddRange(model.Options?.Unique == true ? new BsonDocument("unique", true) : []);
            entry.AddRange(model.Options?.Sparse == true ? new BsonDocument("sparse", true) : []);
            list.Add(entry);
        }

        return list;
    }

    private static BsonDocument Entry(BsonDocument key, string name) => new() { { "v", 2 }, { "key", key }, { "name", name } };
}
