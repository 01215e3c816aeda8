using System.Linq.Dynamic.Core;
using System.Linq.Expressions;
using BenchmarkDotNet.Attributes;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries;

namespace TaskDbLinq.Benchmarks.Translation;

/// <summary>
/// From a dictionary of two fields to a delegate: with a shape that was seen, and with a new one; beside
/// System.Linq.Dynamic.Core, which parses the equivalent string each time.
/// </summary>
[MemoryDiagnoser]
public class TranslationBenchmarks
{
    private const string Text = "EngineUuid == @0 and Started >= @1";
    private static readonly DateTime Moment = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<string, object?> _filter = new()
    {
        ["engine_uuid"] = "0a1b2c",
        ["started"] = new Dictionary<string, object?> { ["$gte"] = Moment },
    };

    [Benchmark(Baseline = true, Description = "dictionary to delegate, shape seen")]
    public Func<TaskRecord, bool> SeenShape() => MongoQuery.Parse(_filter).ToPredicate<TaskRecord>();

    [Benchmark(Description = "dictionary to delegate, new shape")]
    public bool NewShape() => new PlanCache<TaskRecord>().Bind(MongoQuery.Parse(_filter), []) is not null;

    [Benchmark(Description = "dictionary to expression")]
    public Expression<Func<TaskRecord, bool>> ToExpression() => MongoQuery.ToExpression<TaskRecord>(_filter);

    [Benchmark(Description = "expression to dictionary")]
    public MongoQuery FromExpression() => MongoQuery.FromExpression<TaskRecord>(t => t.EngineUuid == "0a1b2c" && t.Started >= Moment);

    [Benchmark(Description = "Dynamic LINQ to expression")]
    public Expression<Func<TaskRecord, bool>> DynamicExpression() =>
        DynamicExpressionParser.ParseLambda<TaskRecord, bool>(ParsingConfig.Default, createParameterCtor: false, Text, "0a1b2c", Moment);

    [Benchmark(Description = "Dynamic LINQ to delegate")]
    public Func<TaskRecord, bool> DynamicDelegate() => DynamicExpression().Compile();
}
