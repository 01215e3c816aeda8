using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Mongo;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>MongoDb, beside the driver with a filter and a projection written by hand.</summary>
internal sealed class MongoQueries() : QueryRace<MongoStage>(MongoStage.MakeAsync)
{
    private protected override IReadOnlyList<Entrant<MongoStage>> Entrants =>
    [
        new("driver", stage => new MongoDriver(stage.Raw)),
        new("MongoDb", stage => new OurDictionaries(stage.Db)),
        new("MongoDb, LINQ", stage => new OurLinq(stage.Db), Question.Array),
    ];
}

/// <summary>A collection with tasks.</summary>
internal sealed class MongoStage : IAsyncDisposable
{
    private const string Collection = "task_records";
    private readonly MongoServer _server = new();

    internal MongoDb Db { get; private set; } = null!;

    internal IMongoCollection<BsonDocument> Raw => _server.Raw(Collection);

    internal static async Task<MongoStage> MakeAsync(int tasks)
    {
        var stage = new MongoStage();
        stage.Db = await stage._server.OpenAsync(Collection);
        foreach (var part in GeneratedTasks.Of(tasks).Chunk(10_000))
        {
            await stage.Db.AddAsync(part);
        }

        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await _server.DisposeAsync();
    }
}
