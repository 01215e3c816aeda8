using System.Diagnostics;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Transfer;

/// <summary>An import that ended early goes on where it was.</summary>
public sealed class InterruptedImportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-interrupted");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_that_was_broken_off_goes_on()
    {
        var source = await WriteAsync(1_200);
        await using var db = await SqliteDb.OpenAsync(PathOf("ours.db"), cancellationToken: Cancel);
        using var stop = new CancellationTokenSource();
        var seen = new List<TransferProgress>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => IPythonFile.ImportAsync(
            source, db, progress: new Reporter(step =>
            {
                seen.Add(step);
                if (step.Done > 0)
                {
                    stop.Cancel();
                }
            }),
            cancellationToken: stop.Token));
        Assert.Equal([new TransferProgress("ipython-tasks", 0, 1_200), new TransferProgress("ipython-tasks", 500, 1_200)], seen);
        Assert.Equal(500, await db.CountAsync(Filter.Everything, Cancel));

        var rest = await IPythonFile.ImportAsync(source, db, cancellationToken: Cancel);
        Assert.Equal((1_200L, 700L, 500L), (rest.Tasks, rest.Added, rest.Present));
        Assert.True(rest.IsExact);
    }

    /// <summary>Each run is killed at a random moment after its first tasks; what the last one finds is exact.</summary>
    [Fact]
    public async Task A_run_that_was_killed_goes_on()
    {
        const int Tasks = 8_000;
        var (source, file) = (await WriteAsync(Tasks), PathOf("ours.db"));
        var random = new Random(20261124);
        var kept = new List<long>();
        for (var kill = 0; kill < 3; kill++)
        {
            using var import =
                Process.Start(new ProcessStartInfo(
                    "dotnet", [Path.Combine(AppContext.BaseDirectory, "TaskDbLinq.Sqlite.Writer.dll"), "import", source, file])
                {
                    RedirectStandardOutput = true,
                })!;
            Assert.Equal("begun", await import.StandardOutput.ReadLineAsync(Cancel));
            await Task.Delay(random.Next(0, 60), Cancel);
            import.Kill();
            await import.WaitForExitAsync(Cancel);
            Assert.Equal("ok", StoredFile.Ask(file, "PRAGMA integrity_check"));
            kept.Add((long)StoredFile.Ask(file, "SELECT count(*) FROM task")!);
        }

        Assert.Equal(kept.Order(), kept);
        Assert.InRange(kept[0], 500, Tasks - 1);
        await using var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
        var rest = await IPythonFile.ImportAsync(source, db, cancellationToken: Cancel);
        Assert.True(rest.IsExact);
        Assert.Equal(((long)Tasks, kept[^1]), (rest.Tasks, rest.Present));
        Assert.Equal(Tasks, await db.CountAsync(Filter.Everything, Cancel));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A file in IPython's layout with so many tasks.</summary>
    private async Task<string> WriteAsync(int tasks)
    {
        await using var many = await SqliteDb.OpenAsync(PathOf("many.db"), cancellationToken: Cancel);
        await many.WriteAsync(
            TaskBatch.Add(Enumerable.Range(0, tasks).Select(n => new TaskRecord
            {
                MsgId = $"id-{n:D6}",
                Header = Document.Of(("n", n)),
                Submitted = DateTime.UnixEpoch.AddSeconds(n),
                Buffers = BufferList.Of(new byte[n % 300]),
            })),
            Cancel);
        await IPythonFile.ExportAsync(many, PathOf("large.db"), cancellationToken: Cancel);
        return PathOf("large.db");
    }

    private sealed class Reporter(Action<TransferProgress> report) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => report(value);
    }
}
