using System.Linq.Dynamic.Core;
using System.Linq.Expressions;
using BenchmarkDotNet.Attributes;
using MongoDB.Bson;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;
using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Benchmarks.Translation;

/// <summary>
/// From a dictionary of two fields to each form that a store runs, with a shape that was seen and with a new one; beside
/// System.Linq.Dynamic.Core, which parses the equivalent string each time. No store is asked.
/// </summary>
[MemoryDiagnoser]
public class TranslationBenchmarks
{
    private const string Text = "EngineUuid == @0 and Started >= @1";
    private static readonly DateTime Moment = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    private readonly NewShapes _shapes = new();
    private DirectoryInfo _folder = null!;
    private QueryPlanner _planner = null!;

    private readonly Dictionary<string, object?> _filter = new()
    {
        ["engine_uuid"] = "0a1b2c",
        ["started"] = new Dictionary<string, object?> { ["$gte"] = Moment },
    };

    [GlobalSetup]
    public async Task Setup()
    {
        _folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
        var file = Path.Combine(_folder.FullName, "tasks.db");
        await SqliteFiles.WriteAsync(file, []);
        _planner = new QueryPlanner(new StoreLayout(SqliteFiles.ConnectionString(file), SqliteDbOptions.Default, []));
    }

    [GlobalCleanup]
    public void Cleanup() => _folder.Delete(recursive: true);

    [Benchmark(Description = "dictionary to AST")]
    public Filter ToAst() => Filter.Parse(_filter);

    [Benchmark(Description = "dictionary to expression")]
    public Expression<Func<TaskRecord, bool>> ToExpression() => Filter.ToExpression<TaskRecord>(_filter);

    [Benchmark(Description = "dictionary to delegate, shape seen")]
    public Func<TaskRecord, bool> SeenShape() => Filter.Parse(_filter).ToPredicate<TaskRecord>();

    [Benchmark(Description = "dictionary to delegate, new shape")]
    public bool NewShape() => new PlanCache<TaskRecord>().Bind(Filter.Parse(_filter), []) is not null;

    [Benchmark(Description = "dictionary to SQL, shape seen")]
    public string SeenSql() => _planner.Plan(new TaskQuery { Filter = Filter.Parse(_filter) }).Sql;

    /// <summary>EF Core keeps what it translated, too: each call has a shape that it never saw.</summary>
    [Benchmark(Description = "dictionary to SQL, new shape")]
    public string NewSql() => _planner.Plan(new TaskQuery { Filter = Filter.Parse(_shapes.Next()) }).Sql;

    [Benchmark(Description = "dictionary to MongoDB's filter")]
    public BsonDocument ToNativeFilter() => NativeFilter.Of(Filter.Parse(_filter));

    [Benchmark(Description = "expression to dictionary")]
    public Filter FromExpression() => Filter.FromExpression<TaskRecord>(t => t.EngineUuid == "0a1b2c" && t.Started >= Moment);

    [Benchmark(Description = "Dynamic LINQ to expression")]
    public Expression<Func<TaskRecord, bool>> DynamicExpression() =>
        DynamicExpressionParser.ParseLambda<TaskRecord, bool>(ParsingConfig.Default, createParameterCtor: false, Text, "0a1b2c", Moment);

    [Benchmark(Description = "Dynamic LINQ to delegate")]
    public Func<TaskRecord, bool> DynamicDelegate() => DynamicExpression().Compile();
}
