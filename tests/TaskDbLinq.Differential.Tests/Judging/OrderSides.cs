using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MongoDB.Bson;
using MongoDB.Driver;
using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>
/// Records as documents in one JSON column, in memory, in SQLite and in PostgreSQL; and in the engine, where they are the documents
/// themselves.
/// </summary>
public sealed class OrderSides : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly JsonContext _sqlite;
    private readonly JsonContext? _postgres;
    private readonly MongoClient? _client;
    private readonly string _name = $"taskdb_order_{Guid.NewGuid():N}";
    private readonly IMongoCollection<BsonDocument>? _engine;
    private readonly List<JsonRow> _rows = [];

    public OrderSides(PostgresServer server)
    {
        _connection.Open();
        _sqlite = new JsonContext(new DbContextOptionsBuilder().UseSqlite(_connection).UseMongoQueries().Options);
        _sqlite.Database.EnsureCreated();
        if (server.Missing is null)
        {
            _postgres = new JsonContext(new DbContextOptionsBuilder().UseNpgsql(server.CreateDatabase()).UseMongoQueries().Options);
            _postgres.Database.EnsureCreated();
            _postgres.Database.EnsureJsonFunctions();
        }

        if (Environment.GetEnvironmentVariable(Sides.Variable) is { Length: > 0 } uri)
        {
            _client = new MongoClient(uri);
            _engine = _client.GetDatabase(_name).GetCollection<BsonDocument>("native");
        }
    }

    public bool HasEngine => _engine is not null;

    public bool HasPostgres => _postgres is not null;

    /// <summary>The sides of ours, by name.</summary>
    public IEnumerable<(string Name, IQueryable<JsonRow> Rows)> Ours =>
    [
        ("memory", _rows.AsQueryable()),
        .. Contexts.Select(context => (context == _postgres ? "PostgreSQL" : "SQLite", context.Rows.AsNoTracking())),
    ];

    private IEnumerable<JsonContext> Contexts => _postgres is null ? [_sqlite] : [_sqlite, _postgres];

    /// <summary>Holds these records and no others.</summary>
    public void Load(IReadOnlyList<Dictionary<string, object?>> records)
    {
        _rows.Clear();
        foreach (var context in Contexts)
        {
            context.Rows.ExecuteDelete();
        }

        Add(records);
        _engine?.DeleteMany(FilterDefinition<BsonDocument>.Empty);
        _engine?.InsertMany(records.Select(Trees.ToBson));
    }

    /// <summary>Adds records on our sides.</summary>
    public void Add(IEnumerable<Dictionary<string, object?>> records)
    {
        JsonRow[] rows =
            [.. records.Select(record => new JsonRow { Id = (string)record[Fields.Id]!, Doc = (Document)Trees.ToValue(record) })];
        _rows.AddRange(rows);
        foreach (var context in Contexts)
        {
            context.AddRange(rows);
            context.SaveChanges();
            context.ChangeTracker.Clear();
        }
    }

    /// <summary>The ids in the engine's order by the paths, those descending with a minus.</summary>
    public string AskEngine(IEnumerable<string> sort) => string.Join(
        ' ',
        _engine!.Find(FilterDefinition<BsonDocument>.Empty)
            .Sort(new BsonDocument(sort.Select(key => new BsonElement(key.TrimStart('-'), key[0] == '-' ? -1 : 1))))
            .ToList()
            .Select(row => row[Fields.Id].AsString));

    public void Dispose()
    {
        _client?.DropDatabase(_name);
        _client?.Dispose();
        _sqlite.Dispose();
        _postgres?.Dispose();
        _connection.Dispose();
    }
}
