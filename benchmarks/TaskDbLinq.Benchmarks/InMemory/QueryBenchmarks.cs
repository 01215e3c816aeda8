using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.InMemory;

/// <summary>Queries over 100,000 tasks beside a hand-written loop with the same output: at most 1.3 times as long.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class QueryBenchmarks
{
    private static readonly DateTime From = InMemoryTasks.Start.AddSeconds(20_000);
    private static readonly DateTime Until = InMemoryTasks.Start.AddSeconds(60_000);
    private readonly TaskRecord[] _tasks = InMemoryTasks.Make();
    private DictDb _db = null!;

    [GlobalSetup]
    public void Setup() => _db = InMemoryTasks.Database(_tasks);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("pending")]
    public int PendingByHand()
    {
        var rows = new List<TaskRow>();
        foreach (var task in _tasks)
        {
            if (task.Completed is null)
            {
                rows.Add(TaskRow.Of(task, InMemoryTasks.Keys));
            }
        }

        return rows.Count;
    }

    [Benchmark]
    [BenchmarkCategory("pending")]
    public int Pending() => _db.DbQuery(new Dictionary<string, object?> { ["completed"] = null }, ["msg_id", "started"]).Count;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("range of two fields")]
    public int RangeByHand()
    {
        var rows = new List<TaskRow>();
        foreach (var task in _tasks)
        {
            if (task.Submitted >= From && task.Completed < Until)
            {
                rows.Add(TaskRow.Of(task, InMemoryTasks.Keys));
            }
        }

        return rows.Count;
    }

    [Benchmark]
    [BenchmarkCategory("range of two fields")]
    public int Range() => _db.DbQuery(
        new Dictionary<string, object?>
        {
            ["submitted"] = new Dictionary<string, object?> { ["$gte"] = From },
            ["completed"] = new Dictionary<string, object?> { ["$lt"] = Until },
        },
        ["msg_id", "started"]).Count;
}
