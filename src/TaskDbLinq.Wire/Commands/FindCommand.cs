using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>find: filter, projection, sort, skip and limit are the database's work, the sort where the database has that order.</summary>
internal sealed class FindCommand(Server server) : ICommand
{
    public ReadOnlyMemory<byte> Run(CommandCall call)
    {
        var question = Question.Read(Arguments.Of(call));
        var time = server.Time(question.Arguments);
        var ns = $"{call.Database}.{call.Target}";
        var cursor = server.Find(call) is { } collection
            ? question.Open(collection, time)
            : new DocumentCursor(ns, time, []);
        return server.Replies.Page(call.Client, cursor, "firstBatch", question.BatchSize, question.IsSingle);
    }
}

/// <summary>What a find asks for.</summary>
internal sealed record Question(
    Arguments Arguments, Filter Filter, Projection Projection, IReadOnlyList<(string Path, bool Descending)> Sort, int Skip, int? Limit)
{
    public int BatchSize { get; private init; }

    public bool IsSingle { get; private init; }

    /// <exception cref="CommandException">It asks for what there is not.</exception>
    public static Question Read(Arguments arguments)
    {
        arguments.Ignore("allowDiskUse", "noCursorTimeout", "allowPartialResults", "oplogReplay");
        arguments.Refuse("collation", "let", "min", "max", "returnKey", "showRecordId", "tailable", "awaitData");
        Hints.Check(arguments);

        // Older drivers say "this many, and no more" by a negative limit.
        var limit = arguments.Integer("limit") is { } number and not 0 ? (int?)(int)Math.Min(Math.Abs(number), int.MaxValue) : null;
        var question = new Question(
            arguments,
            FilterReader.Read(arguments.Document("filter")),
            Projection.Read(arguments.Document("projection")),
            SortReader.Read(arguments.Document("sort")),
            arguments.Count("skip") ?? 0,
            limit)
        {
            BatchSize = arguments.Count("batchSize") ?? CursorReply.UsualFirst,
            IsSingle = arguments.Flag("singleBatch") || arguments.Integer("limit") < 0,
        };
        arguments.Complete();
        return question;
    }

    public Cursor Open(TaskCollection collection, TimeSpan time) => Rows.Sorted(Sort) is { } sort
        ? new RowCursor(
            collection.Namespace,
            time,
            collection.Db.Query(new TaskQuery { Filter = Filter, Keys = Projection.Keys, Sort = sort, Skip = Skip, Limit = Limit }),
            Projection)
        : new DocumentCursor(
            collection.Namespace,
            time,
            new DocumentOrder(Sort).Sort(Rows.Documents(collection, Filter).Bounded()).Skip(Skip).Take(Limit ?? int.MaxValue)
                .Select(Projection.Apply));
}

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
