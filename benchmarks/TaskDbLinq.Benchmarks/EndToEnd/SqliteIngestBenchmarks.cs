using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Documents;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>
/// Adding 100,000 tasks with two buffers of 1 kB, each durable, beside a prepared insert into the same two tables and
/// beside IPython's own SQLite backend.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, iterationCount: 5, warmupCount: 1)]
public class SqliteIngestBenchmarks
{
    private const int Tasks = 100_000;
    private const int Callers = 50;

    private SqliteData _data = null!;
    private TaskRecord[] _tasks = null!;
    private SqliteDb _db = null!;
    private OriginalIngest _original = null!;
    private string _file = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _data = new SqliteData();
        _tasks = [.. Enumerable.Range(0, Tasks).Select(n => SqliteData.Task(n, 1_000))];
    }

    [GlobalCleanup]
    public void CleanUp() => _data.Dispose();

    [IterationSetup(Target = nameof(Original))]
    public void StartOriginal() => _original = new OriginalIngest(_data.NewFile(), Tasks);

    [IterationCleanup(Target = nameof(Original))]
    public void StopOriginal() => _original.Dispose();

    [IterationSetup(Targets = [nameof(ByHand), nameof(Batch), nameof(FiftyCallers)])]
    public void NewFile()
    {
        _file = _data.NewFile();
        _db = SqliteDb.OpenAsync(_file).GetAwaiter().GetResult();
    }

    [IterationCleanup(Targets = [nameof(ByHand), nameof(Batch), nameof(FiftyCallers)])]
    public void Close() => _db.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, Description = "by hand, one transaction")]
    public void ByHand()
    {
        using var connection = SqliteData.Connect(_file);
        var columns = TaskFields.All.Where(field => field.Kind != TaskFieldKind.Buffers).ToArray();
        using var task = Prepare(connection, "task", [.. columns.Select(field => field.Key), "buffer_bytes"]);
        using var buffers = Prepare(connection, "task_buffer", ["task_id", "buffers", "result_buffers"]);
        SqliteData.Execute(connection, "BEGIN IMMEDIATE");
        for (var n = 0; n < Tasks; n++)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                task.Parameters[i].Value = columns[i].Read(_tasks[n]) is { } value ? value is Document document ? document.ToString() : value : DBNull.Value;
            }

            task.Parameters[columns.Length].Value = 2_000;
            task.ExecuteNonQuery();
            buffers.Parameters[0].Value = n + 1;
            buffers.Parameters[1].Value = _tasks[n].Buffers[0].ToArray();
            buffers.Parameters[2].Value = _tasks[n].ResultBuffers[0].ToArray();
            buffers.ExecuteNonQuery();
        }

        SqliteData.Execute(connection, "COMMIT");
    }

    [Benchmark(Description = "IPython itself")]
    public void Original() => _original.Run();

    [Benchmark(Description = "one batch")]
    public Task Batch() => _db.WriteAsync(TaskBatch.Add(_tasks));

    [Benchmark(Description = "50 callers, each add awaited")]
    public Task FiftyCallers()
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < Tasks; n = Interlocked.Increment(ref next))
            {
                await _db.AddAsync(_tasks[n]);
            }
        })));
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string table, string[] columns)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => $"@{column}"))})";
        foreach (var column in columns)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{column}" });
        }

        command.Prepare();
        return command;
    }
}
