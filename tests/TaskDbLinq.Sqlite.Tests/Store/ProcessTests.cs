using System.Diagnostics;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>Writers in processes of their own: killed in the middle, and several on one file.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1";
    private static readonly int Kills = IsLong ? 50 : 12;
    private static readonly int Seconds = IsLong ? 20 : 5;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-processes");

    private string File => Path.Combine(_folder.FullName, "tasks.db");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Many times a process is killed at a random moment; what it was told is done must be there.</summary>
    [Fact]
    public async Task A_killed_process_loses_no_acknowledged_change()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var random = new Random(seed);
        var added = new HashSet<string>();
        var completed = new HashSet<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var writer = Start($"p{kill}", writers: 3, seconds: 60);
            Assert.Equal("ready", await writer.StandardOutput.ReadLineAsync());
            var begun = new TaskCompletionSource();
            var lines = ReadAllAsync(writer, begun);

            // Every fourth one has completed a task, be the machine as slow as it may; the others are killed as it comes.
            await (kill % 4 == 0 ? begun.Task.WaitAsync(TimeSpan.FromSeconds(60)) : Task.CompletedTask);
            await Task.Delay(random.Next(5, 120));
            writer.Kill();
            foreach (var line in await lines)
            {
                var words = line.Split(' ');
                _ = (words[0] == "added" ? added : completed).Add(words[1]);
            }

            await writer.WaitForExitAsync();
        }

        await using var db = await SqliteDb.OpenAsync(File);
        var rows = db.Query(new TaskQuery { Keys = TaskKeys.Of("completed", "buffers", "result_buffers") })
            .ToDictionary(row => (string)row["msg_id"]!);
        Assert.NotEmpty(completed);
        Assert.Empty(added.Except(rows.Keys));
        Assert.All(completed, id => Assert.NotNull(rows[id]["completed"]));

        // A task has its buffers or is not there at all: nothing is half written. The number at an id's end is their size.
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    int.Parse(row.Key.Split('-')[2], null) % 9_000, ((BufferList?)row.Value["buffers"] ?? BufferList.Empty).TotalBytes));
        Assert.Equal("ok", Ask("PRAGMA integrity_check"));
        Assert.Equal(0L, Ask("SELECT count(*) FROM pragma_foreign_key_check"));
    }

    [Fact]
    public async Task Two_processes_with_eight_writers_each_and_readers_between_never_fail()
    {
        using var first = Start("a", 8, Seconds);
        using var second = Start("b", 8, Seconds);
        var written = Task.WhenAll(ReadAllAsync(first), ReadAllAsync(second));
        await using var db = await SqliteDb.OpenAsync(File);
        var answers = 0;
        while (!written.IsCompleted)
        {
            var pending = db.DbQuery("""{"completed": null}""", "msg_id").Count;
            Assert.InRange(pending, 0, 16);
            _ = await db.CountAsync(Filter.Everything);
            answers++;
        }

        var lines = (await written).SelectMany(process => process).ToList();
        Assert.Equal(2, lines.Count(line => line == "done"));
        Assert.True(answers > 10, $"{answers} answers");
        Assert.Equal(lines.Count(line => line.StartsWith("added", StringComparison.Ordinal)), await db.CountAsync(Filter.Everything));
        Assert.Equal(lines.Count(line => line.StartsWith("completed", StringComparison.Ordinal)), await db.CountAsync(Filter.Parse("""{"completed": {"$ne": null}}""")));
        Assert.Equal("ok", Ask("PRAGMA integrity_check"));
    }

    private static async Task<List<string>> ReadAllAsync(Process process, TaskCompletionSource? completed = null)
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.StartsWith("completed", StringComparison.Ordinal))
            {
                completed?.TrySetResult();
            }
        }

        // A line that the kill cut short was not fully said; the change behind it may be there all the same.
        return lines.Count > 0 && lines[^1].Split(' ') is [not "done", _] ? lines[..^1] : lines;
    }

    private Process Start(string prefix, int writers, int seconds) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "TaskDbLinq.Sqlite.Writer.dll"), File, prefix, $"{writers}", $"{seconds}" },
        RedirectStandardOutput = true,
    })!;

    private object? Ask(string sql) => StoredFile.Ask(File, sql);
}
