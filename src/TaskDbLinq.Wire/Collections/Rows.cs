using System.Collections.Immutable;
using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Records;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Collections;

/// <summary>The documents of a collection, where more is done with them than to answer them.</summary>
internal static class Rows
{
    /// <summary>What documents that are sorted or grouped here may take up: MongoDB's limit for a stage.</summary>
    private const long MostBytes = 100 << 20;

    /// <summary>The order as the database has it; null where it has none.</summary>
    public static ValueList<SortKey<TaskField>>? Sorted(IReadOnlyList<(string Path, bool Descending)> keys) => SortReader.ToTasks(keys);

    /// <summary>The tasks of a query, as they are stored where the database shows that and no field is taken apart.</summary>
    public static Cursor Cursor(TaskCollection collection, TimeSpan time, TaskQuery query, Projection projection) =>
        projection.IsByField && collection.Db is IStoredRowSource { ShowsStored: true } source
            ? new StoredRowCursor(collection.Namespace, time, source.QueryStored(query), query.Keys, projection)
            : new RowCursor(collection.Namespace, time, collection.Db.Query(query), projection);

    /// <summary>Whole documents, within the memory that a stage may take.</summary>
    public static IEnumerable<BsonDocument> Documents(TaskCollection collection, Filter filter) =>
        collection.Db.Query(new TaskQuery { Filter = filter, Keys = TaskKeys.All }).Select(RowDocument.Of);

    /// <summary>Lets documents pass while they are within the memory that a stage may take.</summary>
    public static IEnumerable<BsonDocument> Bounded(this IEnumerable<BsonDocument> documents)
    {
        long bytes = 0;
        foreach (var document in documents)
        {
            bytes += SizeOf(document);
            yield return bytes <= MostBytes ? document
                : throw new CommandException(Codes.ExceededMemoryLimit,
                    "the documents to sort or to group take up more than 100 MiB: select fewer, or fewer of their fields");
        }
    }

    private static long SizeOf(BsonValue value) => value switch
    {
        BsonDocument document => 64 + document.Sum(element => 40 + element.Name.Length + SizeOf(element.Value)),
        BsonArray array => 64 + array.Sum(SizeOf),
        BsonString text => 40 + (2L * text.Value.Length),
        BsonBinaryData binary => 64 + binary.Bytes.Length,
        _ => 32,
    };

    /// <summary>The filter that selects one task.</summary>
    public static Filter Of(string msgId) =>
        Filter.Parse(new Dictionary<string, object?> { [TaskKey.MsgId] = new Dictionary<string, object?> { ["$eq"] = msgId } });

    /// <summary>The id that a filter asks for by nothing else: <c>{ msg_id: "x" }</c> or <c>{ _id: "x" }</c>.</summary>
    public static string? IdOf(BsonDocument filter) =>
        filter.ElementCount == 1 && filter.GetElement(0) is { Name: DocumentNames.Id or TaskKey.MsgId, Value: BsonString id }
            ? id.Value
            : null;

    /// <summary>The first task that a filter selects, in an order.</summary>
    public static TaskRow? First(
        TaskCollection collection, Filter filter, TaskKeys keys, IReadOnlyList<(string Path, bool Descending)> sort)
    {
        if (Sorted(sort) is { } order)
        {
            return collection.Db.Query(new TaskQuery { Filter = filter, Keys = keys, Sort = order, Limit = 1 }).FirstOrDefault();
        }

        var first = new DocumentOrder(sort).Sort(Documents(collection, filter).Bounded()).FirstOrDefault();
        return first is null ? null : First(collection, Of(first[TaskKey.MsgId].AsString), keys, []);
    }
}
