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
        Assert.Equal("'" + back + "' is there already; an export writes a new file.", await RunToFailure(1, "export", "--sqlitedb", Mine, "--ipython", back));
    }

    [Fact]
    public async Task PruneDropsAndItsRehearsalDoesNot()
    {
        await Run("import", Sample71, "--sqlitedb", Mine);
        var rehearsal = await Run("prune", "--sqlitedb", Mine, "--record-limit", "100", "--dry-run");
        Assert.StartsWith("328 tasks with ", rehearsal.Output);
        Assert.EndsWith(" bytes of buffers would be dropped: 0 by age, 328 for their number, 0 for their size\n", rehearsal.Output);
        Assert.Equal("419\n", (await Run("query", "--sqlitedb", Mine, "--count")).Output);
        Assert.Contains(" dropped: 0 by age, 328 for ", (await Run("prune", "--sqlitedb", Mine, "--record-limit", "100")).Output, StringComparison.Ordinal);
        Assert.Equal("91\n", (await Run("query", "--sqlitedb", Mine, "--count")).Output);
        Assert.Equal("10\n", (await Run("query", "--sqlitedb", Mine, """{"completed": null}""", "--count")).Output);
        Assert.Contains(": 81 by age", (await Run("prune", "--sqlitedb", Mine, "--keep", "0m")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotWorkIsSaid()
    {
        Assert.StartsWith($"'{Sample71}' can't be copied into itself", await RunToFailure(2, "import", Sample71, "--sqlitedb", Sample71));
        Assert.Equal("There is no file 'none.db'.", await RunToFailure(1, "import", "none.db", "--sqlitedb", Mine));
        Assert.Contains("is open for reading only", await RunToFailure(1, "import", Sample71, "--sqlitedb", Sample92), StringComparison.Ordinal);
        Assert.StartsWith("'ipyparallel-7.1-tasks.db' is IPython's own file", await RunToFailure(1, "prune", "--sqlitedb", Sample71));
        Assert.StartsWith("bad query: complted", await RunToFailure(2, "prune", "--sqlitedb", Sample71, "--keep", """7d {"complted": null}"""));
        Assert.StartsWith("--keep: expected a time", await RunToFailure(2, "prune", "--sqlitedb", Sample71, "--keep", "7y"));
    }
}
