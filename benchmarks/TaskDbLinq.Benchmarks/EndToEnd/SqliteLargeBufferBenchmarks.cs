using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using TaskDbLinq.Queries;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>The same metadata queries over 1,000 tasks with empty buffers, and over 1,000 with two buffers of 1 MB.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class SqliteLargeBufferBenchmarks
{
    private const int Tasks = 1_000;

    private static readonly Dictionary<string, object?> Filter = new() { ["queue"] = "task" };

    private SqliteData _data = null!;
    private SqliteDb _empty = null!;
    private SqliteDb _large = null!;

    [GlobalSetup]
    public async Task SetUp()
    {
        _data = new SqliteData();
        _empty = await _data.OpenAsync(_data.NewFile(), Tasks, 0);
        _large = await _data.OpenAsync(_data.NewFile(), Tasks, 1_000_000);
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        await _empty.DisposeAsync();
        await _large.DisposeAsync();
        _data.Dispose();
    }

    [BenchmarkCategory("rows"), Benchmark(Baseline = true, Description = "metadata of tasks with empty buffers")]
    public int Empty() => _empty.DbQuery(Filter).Count;

    [BenchmarkCategory("rows"), Benchmark(Description = "metadata of tasks with buffers of 1 MB")]
    public int Large() => _large.DbQuery(Filter).Count;

    [BenchmarkCategory("count"), Benchmark(Baseline = true, Description = "count of tasks with empty buffers")]
    public Task<long> CountEmpty() => _empty.CountAsync(MongoQuery.Parse(Filter));

    [BenchmarkCategory("count"), Benchmark(Description = "count of tasks with buffers of 1 MB")]
    public Task<long> CountLarge() => _large.CountAsync(MongoQuery.Parse(Filter));
}
