using System.Text.Json;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>Copies from and to IPython's files, and pruning, as a user runs them.</summary>
public class TransferTests : CliTest
{
    private string Mine => Path.Combine(Elsewhere, "mine.db");

    [Fact]
    public async Task ImportAndExportSayWhatTheyDid()
    {
        var first = await Run("import", Sample71, "--sqlitedb", Mine);
        Assert.Equal((0, string.Empty), (first.ExitCode, first.Error));
        Assert.StartsWith("419 tasks: 419 imported, 0 there already; checksum of both sides ", first.Output);
        var again = await Run("import", Sample71, "--sqlitedb", Mine);
        Assert.Equal(first.Output.Replace("419 imported, 0 there", "0 imported, 419 there", StringComparison.Ordinal), again.Output);
        Assert.Equal("10\n", (await Run("query", "--sqlitedb", Mine, """{"completed": null}""", "--count")).Output);

        var back = Path.Combine(Elsewhere, "back.db");
        Assert.StartsWith("10 tasks exported; ", (await Run("export", "--sqlitedb", Mine, "--ipython", back, """{"completed": null}""")).Output);
        Assert.Equal("10\n", (await Run("query", "--sqlitedb", back, "--count")).Output);
        Assert.Equal(
            "'" + back + "' is there already; an export writes a new file.",
            await RunToFailure(1, "export", "--sqlitedb", Mine, "--ipython", back));
    }

    [Fact]
    public async Task ExportWritesWholeTasksAsLines()
    {
        var (lines, table) = (Path.Combine(Elsewhere, "tasks.jsonl"), Path.Combine(Elsewhere, "tasks.csv"));
        var run = await Run("export", "--sqlitedb", Sample71, "--out", lines);
        Assert.Equal((0, "419 tasks exported\n", string.Empty), (run.ExitCode, run.Output, run.Error));
        var tasks = (await File.ReadAllLinesAsync(lines)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(419, tasks.Count);
        Assert.All(tasks, task => Assert.Equal(23, task.EnumerateObject().Count()));

        // The buffers as Python's pickle has them: see FormatTests.
        var one = Assert.Single(tasks, task => task.GetProperty("msg_id").GetString() == "c5887650-13e553a039843a8793b183f5_13351_295");
        Assert.Equal(["gAROLg=="], one.GetProperty("result_buffers").EnumerateArray().Select(buffer => buffer.GetString()));

        // A file is never written over, and a failed export leaves none.
        Assert.Equal(
            $"'{lines}' is there already; an export writes a new file.",
            await RunToFailure(1, "export", "--sqlitedb", Sample71, "--out", lines));
        Assert.Matches(
            @"^There is no directory '.*[/\\]none' for 'tasks\.jsonl'\.$",
            await RunToFailure(1, "export", "--sqlitedb", Sample71, "--out", "none/tasks.jsonl"));
        Assert.Equal([lines], Directory.GetFileSystemEntries(Elsewhere));

        string[] pick = ["export", "--sqlitedb", Sample71, """{"completed": null}""", "--until", "2026-11-23T20:19:57.851Z", "--keys", "queue,buffers", "--format", "csv"];
        Assert.Equal("4 tasks exported\n", (await Run([.. pick, "--out", table])).Output);
        var csv = await File.ReadAllTextAsync(table);
        Assert.StartsWith("msg_id,queue,buffers\r\nc5887650-13e553a039843a8793b183f5_13351_301,mux,\"[\"\"gA", csv);
        Assert.Equal(5, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(csv, (await Run(pick)).Output);
    }

    [Theory]
    [InlineData("--ipython writes whole tasks in a layout of its own: --keys does not go with it", "--ipython", "a.db", "--keys", "queue")]
    [InlineData("--no-label goes with --ipython", "--no-label")]
    [InlineData("--format: expected one of jsonl, csv, not 'table'", "--format", "table")]
    [InlineData("export works on a database in SQLite", "--dictdb", "--ipython", "a.db")]
    public async Task WhatDoesNotGoTogetherEndsWith2(string expected, params string[] options) =>
        Assert.StartsWith(expected, await RunToFailure(2, ["export", .. options]));

    [Fact]
    public async Task PruneDropsAndItsRehearsalDoesNot()
    {
        await Run("import", Sample71, "--sqlitedb", Mine);
        var rehearsal = await Run("prune", "--sqlitedb", Mine, "--record-limit", "100", "--dry-run");
        Assert.StartsWith("328 tasks with ", rehearsal.Output);
        Assert.EndsWith(" bytes of buffers would be dropped: 0 by age, 328 for their number, 0 for their size\n", rehearsal.Output);
        Assert.Equal("419\n", (await Run("query", "--sqlitedb", Mine, "--count")).Output);
        Assert.StartsWith(
            "prune would drop 328 tasks for good, and nobody is there to be asked",
            await RunToFailure(2, "prune", "--sqlitedb", Mine, "--record-limit", "100"));
        Assert.Contains(
            " dropped: 0 by age, 328 for ",
            (await Run("prune", "--sqlitedb", Mine, "--record-limit", "100", "--yes")).Output,
            StringComparison.Ordinal);
        Assert.Equal("91\n", (await Run("query", "--sqlitedb", Mine, "--count")).Output);
        Assert.Equal("10\n", (await Run("query", "--sqlitedb", Mine, """{"completed": null}""", "--count")).Output);
        Assert.StartsWith(
            "0 tasks with 0 bytes of buffers would be dropped",
            (await Run("prune", "--sqlitedb", Mine, "--keep", "999999d", "--dry-run")).Output);
        Assert.Contains(": 81 by age", (await Run("prune", "--sqlitedb", Mine, "--keep", "0m", "--yes")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotWorkIsSaid()
    {
        Assert.StartsWith($"'{Sample71}' can't be copied into itself", await RunToFailure(2, "import", Sample71, "--sqlitedb", Sample71));
        Assert.Equal("There is no file 'none.db'.", await RunToFailure(1, "import", "none.db", "--sqlitedb", Mine));
        Assert.Contains(
            "and such a file is only read", await RunToFailure(1, "import", Sample71, "--sqlitedb", Sample92), StringComparison.Ordinal);
        Assert.StartsWith(
            "IPython wrote 'ipyparallel-7.1-tasks.db', and such a file is only read: first 'taskdb import",
            await RunToFailure(1, "prune", "--sqlitedb", Sample71));
        Assert.StartsWith("bad query: complted", await RunToFailure(2, "prune", "--sqlitedb", Sample71, "--keep", """7d {"complted": null}"""));
        foreach (var age in (string[])["7y", "", "999999999999999d"])
        {
            Assert.StartsWith("--keep: expected a time", await RunToFailure(2, "prune", "--sqlitedb", Sample71, "--keep", age));
        }
    }
}
