using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>
/// Everything that answers: the three databases, and beside them the engine itself, which holds the records as BSON made
/// by the tests, without the fields that are null, and gets the filter as the user wrote it.
/// </summary>
public sealed class Sides : IAsyncDisposable
{
    public const string Variable = "TASKDB_TEST_MONGODB";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-differential");
    private readonly string _name = $"taskdb_differential_{Guid.NewGuid():N}";
    private SqliteDb? _sqlite;
    private MongoDb? _mongo;
    private PostgresDb? _postgres;
    private MongoClient? _client;
    private IMongoCollection<BsonDocument>? _native;

    private Sides()
    {
    }

    /// <summary>The databases by name, those of the last <see cref="LoadAsync"/>.</summary>
    public List<(string Name, ITaskDb Database)> Databases { get; } = [];

    /// <summary>Whether the engine takes part.</summary>
    public bool HasEngine => _native is not null;

    /// <summary>Opens all sides.</summary>
    /// <param name="postgres">The connection string of an empty database in PostgreSQL, which then takes part.</param>
    public static async Task<Sides> OpenAsync(string? postgres = null)
    {
        var sides = new Sides();
        sides._postgres = postgres is null ? null : await PostgresDb.OpenAsync(postgres);
        sides._sqlite = await SqliteDb.OpenAsync(
            Path.Combine(sides._folder.FullName, "tasks.db"), new SqliteDbOptions { Durability = SqliteDurability.Normal });
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri)
        {
            sides._mongo = await MongoDb.OpenAsync(uri, MongoDbOptions.Default with { Database = sides._name, Collection = "tasks" });
            sides._client = new MongoClient(uri);
            sides._native = sides._client.GetDatabase(sides._name).GetCollection<BsonDocument>("native");
        }

        return sides;
    }

    /// <summary>Holds these records and no others.</summary>
    public async Task LoadAsync(IReadOnlyList<Dictionary<string, object?>> records)
    {
        Databases.Clear();
        Databases.Add(("DictDb", new DictDb()));
        Databases.Add(("SqliteDb", _sqlite!));
        if (_mongo is not null)
        {
            Databases.Add(("MongoDb", _mongo));
            await _native!.DeleteManyAsync(FilterDefinition<BsonDocument>.Empty);
            if (records.Count > 0)
            {
                await _native.InsertManyAsync(records.Select(record => Trees.ToBson(record)));
            }
        }

        if (_postgres is not null)
        {
            Databases.Add((nameof(PostgresDb), _postgres));
        }

        var batch = TaskBatch.Add(records.Select(Trees.ToTask));
        foreach (var (_, database) in Databases)
        {
            await database.DropMatchingAsync(Filter.Everything);
            await database.WriteAsync(batch);
        }
    }

    public static Answer Ask(ITaskDb database, Question question) => Answer.From(() => Answer.OfRows(
        database.Query(new TaskQuery
        {
            Filter = Filter.Parse(Trees.ToInput(question.Filter)),
            Keys = TaskKeys.Of(question.Keys),
            Sort = TaskSort.Parse(question.Sort),
            Skip = question.Skip,
            Limit = question.Limit,
        }),
        question.IsOrdered));

    /// <summary>The ids that the engine itself selects.</summary>
    public Answer AskEngine(Question question) => Answer.From(() =>
        Answer.OfIds(question.Limit == 0 ? [] : EngineIds(question), question.IsOrdered || question.Limit == 0));

    /// <inheritdoc cref="AskEngine"/>
    public IEnumerable<string> EngineIds(Question question)
    {
        var find = _native!.Find((BsonDocument)Trees.ToNative(question.Filter))
            .Project(new BsonDocument { { "_id", 0 }, { Fields.Id, 1 } })
            .Skip(question.Skip > 0 ? question.Skip : null)
            .Limit(question.Limit);
        if (question.IsOrdered)
        {
            find = find.Sort(new BsonDocument(question.Sort.Select(key => new BsonElement(key.TrimStart('-'), key[0] == '-' ? -1 : 1))));
        }

        return find.ToList().Select(row => row[Fields.Id].AsString);
    }

    /// <summary>Lets the engine itself update one record.</summary>
    /// <returns>The record's field as it is then; null when the engine refuses the update.</returns>
    public async Task<BsonValue?> UpdateEngineAsync(string id, BsonDocument update, string field)
    {
        try
        {
            await _native!.UpdateOneAsync(new BsonDocument(Fields.Id, id), update);
        }
        catch (MongoWriteException)
        {
            return null;
        }

        var found = await _native.Find(new BsonDocument(Fields.Id, id)).SingleAsync();
        return found.GetValue(field, BsonNull.Value);
    }

    /// <summary>What the engine itself answers to a pipeline.</summary>
    public Task<List<BsonDocument>> AggregateEngineAsync(BsonDocument[] pipeline) =>
        _native!.Aggregate<BsonDocument>(pipeline).ToListAsync();

    public async ValueTask DisposeAsync()
    {
        await _sqlite!.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        if (_mongo is not null)
        {
            await _mongo.DisposeAsync();
            await _client!.DropDatabaseAsync(_name);
            _client.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
