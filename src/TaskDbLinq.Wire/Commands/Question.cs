using TaskDbLinq.Filters;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Commands;

/// <summary>What a find asks for.</summary>
internal sealed record Question(
    Filter Filter, Projection Projection, IReadOnlyList<(string Path, bool Descending)> Sort, int Skip, int? Limit)
{
    /// <summary>How long the client waits; null where it doesn't say.</summary>
    public TimeSpan? MaxTime { get; private init; }

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
            FilterReader.Read(arguments.Document("filter")),
            Projection.Read(arguments.Document("projection")),
            SortReader.Read(arguments.Document("sort")),
            arguments.Count("skip") ?? 0,
            limit)
        {
            MaxTime = arguments.MaxTime,
            BatchSize = arguments.Count("batchSize") ?? CursorReply.UsualFirst,
            IsSingle = arguments.Flag("singleBatch") || arguments.Integer("limit") < 0,
        };
        arguments.Complete();
        return question;
    }

    public Cursor Open(TaskCollection collection, TimeSpan time) => Rows.Sorted(Sort) is { } sort
        ? Rows.Cursor(
            collection,
            time,
            new TaskQuery { Filter = Filter, Keys = Projection.Keys, Sort = sort, Skip = Skip, Limit = Limit },
            Projection)
        : new DocumentCursor(
            collection.Namespace,
            time,
            new DocumentOrder(Sort).Sort(Rows.Documents(collection, Filter).Bounded()).Skip(Skip).Take(Limit ?? int.MaxValue)
                .Select(Projection.Apply));
}
