using BenchmarkDotNet.Attributes;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Rates;

/// <summary>The same metadata queries of SqliteDb over 1,000 tasks with empty buffers, and over 1,000 with two buffers of 1 MB.</summary>
public class LargeBuffers
{
    private const int Count = 1_000;

    private static readonly Dictionary<string, object?> MetadataFilter = new() { ["queue"] = "task" };

    private DirectoryInfo _folder = null!;
    private SqliteDb _db = null!;

    [ParamsSource(nameof(Cases))]
    public BufferCase Case { get; set; } = null!;

    public static IEnumerable<BufferCase> Cases => [new("Rows", "empty", 0), new("Rows", "1 MB", 1_000_000), new("Count", "empty", 0), new("Count", "1 MB", 1_000_000)];

    [GlobalSetup]
    public async Task SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
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
    public async Task<long> Metadata() => Case.Work == "Rows" ? _db.DbQuery(MetadataFilter).Count : await _db.CountAsync(Filter.Parse(MetadataFilter));
}

/// <summary>What is asked, and how large the buffers are.</summary>
public sealed record BufferCase(string Work, string Contender, int Bytes) : IMeasuredCase
{
    public int Tasks => 0;

    public override string ToString() => $"{Work}, {Contender}";
}
