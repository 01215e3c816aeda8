using Microsoft.EntityFrameworkCore;
using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>
/// Records as documents in one JSON column of one's own entity: in PostgreSQL and in memory; and in the engine, where they are
/// the documents themselves.
/// </summary>
public sealed class JsonSides : IDisposable
{
    private readonly JsonContext _postgres;
    private readonly MongoClient? _client;
    private readonly string _name = $"taskdb_json_{Guid.NewGuid():N}";
    private readonly IMongoCollection<BsonDocument>? _engine;
    private JsonRow[] _rows = [];

    public JsonSides(PostgresServer server)
    {
        var database = server.CreateDatabase();
        _postgres = new JsonContext(new DbContextOptionsBuilder().UseNpgsql(database).UseMongoQueries().Options);
        _postgres.Database.EnsureCreated();
        _postgres.Database.EnsureJsonFunctions();
        if (Environment.GetEnvironmentVariable(Sides.Variable) is { Length: > 0 } uri)
        {
            _client = new MongoClient(uri);
            _engine = _client.GetDatabase(_name).GetCollection<BsonDocument>("native");
        }
    }

    public bool HasEngine => _engine is not null;

    /// <summary>Holds these records and no others.</summary>
    public void Load(IEnumerable<Dictionary<string, object?>> records)
    {
        var kept = records.Select(record => record.Where(field => !Fields.Buffers.Contains(field.Key)).ToDictionary()).ToList();
        _rows = [.. kept.Select(record => new JsonRow { Id = (string)record[Fields.Id]!, Doc = (Document)Trees.ToValue(record) })];
        _postgres.Rows.ExecuteDelete();
        _postgres.AddRange(_rows);
        _postgres.SaveChanges();
        _postgres.ChangeTracker.Clear();

        _engine?.DeleteMany(FilterDefinition<BsonDocument>.Empty);
        _engine?.InsertMany(kept.Select(Trees.ToBson));
    }

    /// <summary>The answers of all sides to a filter on the documents.</summary>
    public IEnumerable<(string Side, Answer Answer)> Ask(Dictionary<string, object?> filter)
    {
        var query = Filter.Parse((Dictionary<string, object?>)Below(filter)!);
        yield return ("memory", Ids(() => _rows.Where(query.ToPredicate<JsonRow>()).Select(row => row.Id)));
        yield return ("PostgreSQL", Ids(() => _postgres.Rows.Where(query.ToExpression<JsonRow>()).Select(row => row.Id)));
        if (_engine is not null && !Departures.Has(filter))
        {
            yield return (
                "engine", Ids(() => _engine.Find((BsonDocument)Trees.ToNative(filter)).ToList().Select(row => row[Fields.Id].AsString)));
        }
    }

    public void Dispose()
    {
        _client?.DropDatabase(_name);
        _client?.Dispose();
        _postgres.Dispose();
    }

    private static Answer Ids(Func<IEnumerable<string>> ask) => Answer.From(() => Answer.OfIds(ask(), ordered: false));

    /// <summary>The filter with the column before each path; a timestamp that is written as text is one, as the engine gets it.</summary>
    private static object? Below(object? tree) => tree switch
    {
        Dictionary<string, object?> fields => fields.ToDictionary(
            field => field.Key.StartsWith('$') ? field.Key : $"doc.{field.Key}",
            field => field.Key is "$and" or "$or" or "$nor" ? Below(field.Value) : Trees.ToInput(WithMoments(field.Value))),
        List<object?> items => items.Select(Below).ToList(),
        _ => tree,
    };

    private static object? WithMoments(object? value) => value switch
    {
        MomentText text => text.Moment,
        Dictionary<string, object?> fields => fields.ToDictionary(field => field.Key, field => WithMoments(field.Value)),
        List<object?> items => items.Select(WithMoments).ToList(),
        _ => value,
    };
}

/// <summary>A document in a column.</summary>
public sealed class JsonRow
{
    public string Id { get; set; } = string.Empty;

    public Document Doc { get; set; } = Document.Empty;
}

/// <summary>The documents in any database.</summary>
public sealed class JsonContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<JsonRow> Rows => Set<JsonRow>();
}
