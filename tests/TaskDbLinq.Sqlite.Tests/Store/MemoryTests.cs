using System.Diagnostics;
using System.Globalization;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>
/// How much memory a process takes at its peak. Usual runs move less data than the long ones (TASKDB_TEST_LONG=1), within
/// the same limits: what must not grow with the data does not.
/// </summary>
public sealed class MemoryTests : IDisposable
{
    private const int BytesOfTask = 1_000_000;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-memory");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "tasks.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Ingesting_two_gigabytes_of_buffers_peaks_at_250_MB()
    {
        Require();
        var tasks = IsLong ? 2_000 : 500;
        var (done, peak) = await RunAsync("ingest", File, $"{tasks}", $"{BytesOfTask}");
        TestContext.Current.SendDiagnosticMessage("{0} MB of buffers: {1} kB", tasks, peak);
        Assert.Equal(tasks, done);
        Assert.InRange(peak, 1, 250_000);
        Assert.InRange(new FileInfo(File).Length, tasks * (long)BytesOfTask, long.MaxValue);
    }

    [Fact]
    public async Task Streaming_a_million_rows_peaks_at_150_MB()
    {
        Require();
        var tasks = IsLong ? 1_000_000 : 100_000;
        await using (var db = await SqliteDb.OpenAsync(File, new SqliteDbOptions { Durability = SqliteDurability.Normal }, Cancel))
        {
            foreach (var ids in Enumerable.Range(0, tasks).Chunk(5_000))
            {
                await db.WriteAsync(TaskBatch.Add(ids.Select(Task)), Cancel);
            }
        }

        var (done, peak) = await RunAsync("stream", File);
        TestContext.Current.SendDiagnosticMessage("{0} rows: {1} kB", tasks, peak);
        Assert.Equal(tasks, done);
        Assert.InRange(peak, 1, 150_000);
    }

    private static TaskRecord Task(int n) => new()
    {
        MsgId = $"{n:x8}-0123456789abcdef0123456789abcdef_{n}",
        Header = Document.Of(("msg_id", $"{n}"), ("msg_type", "apply_request"), ("username", "user"), ("session", "0123456789abcdef")),
        Metadata = Document.Of(("retries", 0), ("timeout", 0.0)),
        Content = Document.Empty,
        Submitted = DateTime.UnixEpoch.AddSeconds(n),
        Buffers = BufferList.Of(new byte[20]),
        Queue = "task",
        Stdout = string.Empty,
    };

    private static void Require() => Assert.SkipUnless(OperatingSystem.IsLinux(), "A process's peak memory is read from Linux's /proc.");

    private static async Task<(int Done, long Peak)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TaskDbLinq.Sqlite.Writer.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var words = (await process.StandardOutput.ReadToEndAsync(Cancel)).Split(' ');
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, await errors);
        return (int.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
    }
}
