using BenchmarkDotNet.Attributes;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>The same metadata query over 1,000 tasks with empty buffers, and over 1,000 with two buffers of 1 MB.</summary>
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

    [Benchmark(Baseline = true, Description = "metadata of tasks with empty buffers")]
    public int Empty() => _empty.DbQuery(Filter).Count;

    [Benchmark(Description = "metadata of tasks with buffers of 1 MB")]
    public int Large() => _large.DbQuery(Filter).Count;
}
