using System.Globalization;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Driver;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Mongo.Connections;
using TaskDbLinq.Mongo.Filters;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Mongo.Reading;

/// <summary>A question about groups as one native <c>aggregate</c>: a <c>$match</c> and a <c>$group</c>.</summary>
internal sealed class GroupPipeline
{
    private const string Id = "_id";
    private readonly TaskGroupPlan _plan;

    /// <exception cref="QueryException">The question does not fit a task.</exception>
    public GroupPipeline(GroupQuery query)
    {
        _plan = TaskGroupPlan.Of(query);
        var group = new BsonDocument(Id, KeyOf(query));
        group.AddRange(query.Values.Select((value, at) => new BsonElement(Name(at), Aggregate(value))));
        Stages = [new BsonDocument("$match", NativeFilter.Of(query.Filter)), new BsonDocument("$group", group)];
    }

    /// <summary>The stages as the server gets them.</summary>
    public BsonDocument[] Stages { get; }

    public async Task<IReadOnlyList<Document>> RunAsync(MongoConnection connection, CancellationToken cancellationToken)
    {
        var groups = await connection.AskAsync(async () =>
        {
            var pipeline = PipelineDefinition<TaskDocument, BsonDocument>.Create(Stages, OldBinary.Documents);
            using var cursor = await connection.Tasks.AggregateAsync(pipeline, options: null, cancellationToken).ConfigureAwait(false);
            return await cursor.ToListAsync(cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return GroupAnswer.Of(_plan.Query, groups.Select(Read));
    }

    /// <summary><c>{ label } => { $ifNull: ["$label", null] }</c>: a missing value is null; of several keys, each has a name.</summary>
    private static BsonValue KeyOf(GroupQuery query) => query.Keys.Count switch
    {
        0 => BsonNull.Value,
        1 => Key(query.Keys[0]),
        _ => new BsonDocument(query.Keys.Select((key, at) => new BsonElement(Name(at), Key(key)))),
    };

    private static BsonDocument Key(string path) => new("$ifNull", new BsonArray { $"${path}", BsonNull.Value });

    private static BsonDocument Aggregate(GroupValue value) => value.Field is null
        ? new BsonDocument("$sum", 1)
        : new BsonDocument($"${value.Aggregate.Name}", $"${value.Field}");

    private (DocumentArray Key, DocumentArray Values) Read(BsonDocument group)
    {
        var id = group[Id];
        var keys = _plan.Keys.Length switch
        {
            0 => [],
            1 => [Value(id)],
            _ => _plan.Keys.Select((_, at) => Value(id[Name(at)])),
        };
        return (DocumentArray.Of(keys), DocumentArray.Of(_plan.Query.Values.Select((_, at) => Value(group[Name(at)]))));
    }

    /// <summary>A mean of decimals has more digits than .NET's have: it is rounded.</summary>
    private static DocumentValue Value(BsonValue value)
    {
        if (value is BsonDecimal128 number
            && decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var rounded))
        {
            return rounded;
        }

        using var reader = new BsonDocumentReader(new BsonDocument("v", value));
        return ValueReader.ReadDocument(reader)["v"];
    }

    private static string Name(int at) => string.Create(CultureInfo.InvariantCulture, $"v{at}");
}
