using BenchmarkDotNet.Attributes;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Rates;

/// <summary>The same metadata query of SqliteDb over 1,000 tasks with empty buffers, and over 1,000 with two buffers of 1 MB.</summary>
public class LargeBuffers
{
    private const int Count = 1_000;

    private static readonly Dictionary<string, object?> Filter = new() { ["queue"] = "task" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
    private SqliteDb _db = null!;

    [ParamsSource(nameof(Cases))]
    public BufferCase Case { get; set; } = null!;

    public static IEnumerable<BufferCase> Cases => [new("empty", 0), new("1 MB", 1_000_000)];

    [GlobalSetup]
    public async Task SetUp()
    {
        var file = Path.Combine(_folder.FullName, "tasks.db");
        var buffers = BufferList.Of(new byte[Case.Bytes]);
        _db = await SqliteDb.OpenAsync(file);
        foreach (var task in GeneratedTasks.Of(Count))
        {
            await _db.AddAsync(task with { Buffers = buffers, ResultBuffers = buffers });
        }
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Benchmark]
    public int Metadata() => _db.DbQuery(Filter).Count;
}

/// <summary>How large the buffers are.</summary>
public sealed record BufferCase(string Contender, int Bytes) : IMeasuredCase
{
    public string Work => "Metadata";

    public override string ToString() => Contender;
}
