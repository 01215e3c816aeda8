using System.Linq.Dynamic.Core;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Compiling;
using TaskDbLinq.Filters;
using Contexts = Microsoft.EntityFrameworkCore.Infrastructure.PooledDbContextFactory<TaskDbLinq.Benchmarks.Contenders.ReadingsContext>;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>
/// Filters as data on a model of one's own, read and translated at each call, beside the LINQ that a person writes and texts that
/// System.Linq.Dynamic.Core reads: through EF Core on SQLite and on PostgreSQL, where Npgsql prepares no statements unless it is told to.
/// </summary>
internal sealed class AnyTypeRace : IRace, IAsyncDisposable
{
    public const string ByHand = "LINQ by hand";
    public const string Filters = "filter";

    /// <summary>Values that C# captures become parameters, as those of a filter do.</summary>
    public const string Variables = "LINQ by hand, of variables";

    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";
    public const string Prepared = "PostgreSQL, prepared";

    private static readonly string[] Stores = Sizes.IsQuick ? [Sqlite, Postgres] : [Sqlite, Postgres, Prepared];

    private static readonly DateTime From = ReadingsContext.Start.AddMinutes(2_000);
    private static readonly DateTime Until = From.AddMinutes(500);
    private static readonly string[] Sensors = ["sensor3", "sensor17", "sensor40"];

    private static readonly Case[] Cases =
    [
        new("Equal and range", """{"site": "site3", "level": {"$gte": 80}}""", () => r => r.Site == "site3" && r.Level >= 80,
            Captured("site3", 80, (site, level) => r => r.Site == site && r.Level >= level),
            "Site == @0 and Level >= @1", "site3", 80),
        new("List", """{"sensor": {"$in": ["sensor3", "sensor17", "sensor40"]}}""", () => r => Sensors.Contains(r.Sensor),
            Captured(Sensors, 0, (sensors, _) => r => sensors.Contains(r.Sensor)),
            "Sensor in @0", (object)Sensors),
        new("Time", """{"taken": {"$gte": {"$date": "2026-01-02T09:20:00Z"}, "$lt": {"$date": "2026-01-02T17:40:00Z"}}}""",
            () => r => r.Taken >= From && r.Taken < Until,
            Captured(From, Until, (from, until) => r => r.Taken >= from && r.Taken < until),
            "Taken >= @0 and Taken < @1", From, Until),
        new("Or", """{"$or": [{"site": null, "level": 7}, {"value": {"$lt": 100}}]}""",
            () => r => (r.Site == null && r.Level == 7) || r.Value < 100,
            Captured(7, 100.0, (level, value) => r => (r.Site == null && r.Level == level) || r.Value < value),
            "(Site == null and Level == @0) or Value < @1", 7, 100.0),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
    private PostgresServer? _postgres;

    /// <summary>A question in each of its forms. LINQ in code makes its tree each time that it runs.</summary>
    private sealed record Case(
        string Name, string Filter, Func<Expression<Func<Reading, bool>>> Predicate, Func<Expression<Func<Reading, bool>>> OfVariables,
        string Text, params object[] Values);

    public static IEnumerable<string> Works(string store) => Cases.Select(some => $"{store}: {some.Name}");

    public IEnumerable<Heat> Heats => Stores.SelectMany(store => Cases.Select(
        some => new Heat($"{store}: {some.Name}", ReadingsContext.Count, () => LanesAsync(store, some)) { MoreRounds = 2 }));

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<IReadOnlyList<Lane>> LanesAsync(string store, Case some)
    {
        var (plain, ours) = store == Sqlite ? await SqliteAsync() : await PostgresAsync(store == Prepared);
        var right = Enumerable.Range(0, ReadingsContext.Count).Select(ReadingsContext.Make).Count(some.Predicate().Compile());
        return
        [
            Lane(ByHand, plain, readings => readings.Where(some.Predicate())),
            Lane(Variables, plain, readings => readings.Where(some.OfVariables())),
            Lane(Filters, ours, readings => readings.Where(Filter.Parse(some.Filter).ToExpression<Reading>())),
            Lane("Dynamic LINQ", plain, readings => readings.Where(DynamicLinq, some.Text, some.Values)),
        ];

        Lane Lane(string name, Contexts contexts, Func<IQueryable<Reading>, IQueryable<Reading>> where)
        {
            if (Ask() is var rows && rows != right)
            {
                throw new InvalidOperationException($"{store}, {some.Name}, {name}: {rows} rows, not {right}.");
            }

            return Running.Lane.Asking(name, Ask);

            int Ask()
            {
                using var context = contexts.CreateDbContext();
                return where(context.Readings.AsNoTracking()).ToList().Count;
            }
        }
    }

    private static Func<Expression<Func<Reading, bool>>> Captured<T1, T2>(
        T1 first, T2 second, Func<T1, T2, Expression<Func<Reading, bool>>> predicate) => () => predicate(first, second);

    private static ParsingConfig DynamicLinq { get; } = new() { UseParameterizedNamesInDynamicQuery = true };

    private async Task<(Contexts Plain, Contexts Ours)> SqliteAsync()
    {
        var file = Path.Combine(_folder.FullName, "readings.db");
        var isNew = !File.Exists(file);
        return await PairAsync(isNew, options => options.UseSqlite($"Data Source={file}"));
    }

    private async Task<(Contexts Plain, Contexts Ours)> PostgresAsync(bool prepares)
    {
        var isNew = _postgres is null;
        _postgres ??= await PostgresServer.StartAsync();
        var connectionString = prepares ? _postgres.ConnectionString : _postgres.PlainConnectionString;
        return await PairAsync(isNew, options => options.UseNpgsql(connectionString));
    }

    private static async Task<(Contexts Plain, Contexts Ours)> PairAsync(
        bool isNew, Func<DbContextOptionsBuilder<ReadingsContext>, DbContextOptionsBuilder> use)
    {
        DbContextOptionsBuilder<ReadingsContext> Options() => (DbContextOptionsBuilder<ReadingsContext>)use(new());
        var plain = new Contexts(Options().Options);
        if (isNew)
        {
            await using var context = await plain.CreateDbContextAsync();
            await context.FillAsync();
        }

        var ours = Options();
        ours.UseMongoQueries();
        return (plain, new(ours.Options));
    }
}
