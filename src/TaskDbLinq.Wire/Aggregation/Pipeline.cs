using System.Collections.Immutable;
using MongoDB.Bson;
using TaskDbLinq.Filters;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Collections;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>
/// A pipeline: what stands at its beginning and the database can do, it does (<c>$match</c>, then <c>$sort</c>, <c>$skip</c>,
/// <c>$limit</c>, a plain <c>$project</c>, a count); the rest is computed here.
/// </summary>
internal sealed class Pipeline
{
    private readonly List<Stage> _rest = [];
    private ValueList<SortKey<TaskField>> _sort = [];
    private Projection? _projection;
    private TaskKeys _keys = TaskKeys.All;
    private int? _skip;
    private int? _limit;
    private (string Field, BsonValue? Key)? _count;

    private Pipeline()
    {
    }

    public Filter Filter { get; private set; } = Filter.Everything;

    /// <summary>The part that is the database's, for showing.</summary>
    public TaskQuery Query => new() { Filter = Filter, Keys = _projection?.Keys ?? _keys, Sort = _sort, Skip = _skip ?? 0, Limit = _limit };

    /// <param name="stages">The stages.</param>
    /// <param name="find">Finds another collection of the database; null when it isn't there.</param>
    /// <exception cref="CommandException">A stage is none, or one that there is not.</exception>
    /// <exception cref="QueryException">A filter does not fit a task.</exception>
    public static Pipeline Read(BsonArray stages, Func<string, TaskCollection?> find)
    {
        var all = stages.Select(stage => stage is BsonDocument { ElementCount: 1 } document
            ? document.GetElement(0)
            : throw Failures.Of(40323, "A pipeline stage specification object must contain exactly one field.")).ToList();
        var pipeline = new Pipeline();
        var taken = pipeline.Take(all);
        var seen = all.Skip(pipeline._rest.Count > 0 ? 0 : taken).ToList();
        pipeline._rest.AddRange(
            all.Skip(taken).Select(
                stage => stage.Name == "$lookup" ? Lookup.Read(stage.Value, find) : Stages.Read(stage.Name, stage.Value)));
        pipeline._keys = pipeline._count is null ? Needs.Of(seen) : TaskKeys.Of(TaskKey.MsgId);
        return pipeline;
    }

    public Cursor Open(TaskCollection collection, TimeSpan time)
    {
        if (_count is { } count)
        {
            return new DocumentCursor(collection.Namespace, time, Then(Counted(collection, count.Field, count.Key)));
        }

        var rows = collection.Db.Query(Query);
        return _rest.Count == 0
            ? new RowCursor(collection.Namespace, time, rows, _projection ?? Projection.All)
            : new DocumentCursor(
                collection.Namespace, time, Then(rows.Select(row => (_projection ?? Projection.All).Apply(RowDocument.Of(row)))));
    }

    private IEnumerable<BsonDocument> Then(IEnumerable<BsonDocument> documents) =>
        _rest.Aggregate(documents, (before, stage) => stage(before));

    private IEnumerable<BsonDocument> Counted(TaskCollection collection, string field, BsonValue? key)
    {
        var count = _skip is null && _limit is null
            ? collection.Db.CountAsync(Filter).GetAwaiter().GetResult()
            : collection.Db.Query(Query with { Sort = [] }).LongCount();
        if (count > 0)
        {
            yield return (key is null ? [] : new BsonDocument("_id", key)).Add(field, Numbers.Of(count));
        }
    }

    /// <summary>Gives the database what it can do, in the order in which it does it.</summary>
    /// <returns>How many stages those are.</returns>
    private int Take(List<BsonElement> stages)
    {
        var filters = new List<Filter>();
        var at = 0;
        for (; at < stages.Count && stages[at].Name == "$match"; at++)
        {
            var (filter, computed) = Match.Split(Stages.DocumentOf("$match", stages[at].Value));
            filters.Add(FilterReader.Read(filter));
            if (!ReferenceEquals(computed, Match.Always))
            {
                _rest.Add(documents => documents.Where(computed));
            }
        }

        Filter = filters.Count == 1 ? filters[0] : Filter.And(filters);
        if (_rest.Count > 0)
        {
            return at;
        }

        if (Next("$sort") is { } sort && SortReader.ToTasks(SortReader.Read(Stages.DocumentOf("$sort", sort))) is { } order)
        {
            (_sort, at) = (order, at + 1);
        }

        if (Next("$skip") is { } skip)
        {
            (_skip, at) = (Stages.NumberOf("$skip", skip, least: 0), at + 1);
        }

        if (Next("$limit") is { } limit)
        {
            (_limit, at) = (Stages.NumberOf("$limit", limit, least: 1), at + 1);
        }

        if (at < stages.Count && Group.CountOf(stages[at].Name, stages[at].Value) is { } count)
        {
            // What is wrong with it is said as for any other.
            Stages.Read(stages[at].Name, stages[at].Value);
            (_count, at) = (count, at + 1);
        }
        else if (Next("$project") is BsonDocument { ElementCount: > 0 } projection && Computed.IsPlain(projection))
        {
            (_projection, at) = (Projection.Read(projection), at + 1);
        }

        return at;

        BsonValue? Next(string name) => at < stages.Count && stages[at].Name == name ? stages[at].Value : null;
    }
}
