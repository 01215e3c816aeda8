using System.Text.Json;
using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.Configuration;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The configuration of an IPython controller as ours: read, and never run.</summary>
public class ControllerConfigTests : CliTest
{
    /// <summary>
    /// Parts of the file that <c>ipcontroller --init</c> of Debian's ipyparallel 7.1 wrote, with three lines made to hold.
    /// </summary>
    private const string Generated = """
        # Configuration file for ipcontroller.

        c = get_config()  # noqa

        #------------------------------------------------------------------------------
        # IPController(BaseParallelApplication) configuration
        #------------------------------------------------------------------------------
        ## The class to use for the DB backend
        #  Choices: any of ['SQLiteDB', 'MongoDB', 'DictDB', 'NoDB'] (case-insensitive) or fully qualified class names
        #  Default: <class 'ipyparallel.controller.dictdb.DictDB'>
        # c.IPController.db_class = <class 'ipyparallel.controller.dictdb.DictDB'>
        c.IPController.db_class = "SQLiteDB"

        ## The IP address of the controller.
        #  Default: '127.0.0.1'
        c.IPController.ip = '*'

        ## The filename of the sqlite task database. [default: 'tasks.db']
        #  Default: 'tasks.db'
        c.SQLiteDB.filename = 'hub.db'

        ## The directory containing the sqlite task database.  The default
        #  is to use the cluster_dir location.
        #  Default: ''
        # c.SQLiteDB.location = ''

        ## The MongoDB database name to use for storing tasks for this session. If unspecified,
        #  a new database will be created with the Hub's IDENT.
        # c.MongoDB.database = 'ipython-tasks'
        """;

    [Fact]
    public async Task AControllersFileBecomesOurs()
    {
        var file = await OwnText("ipcontroller_config.py", Generated);
        var run = await Run("config", "--from", file);
        Assert.Equal((0, "ipcontroller_config.py:16: passed over: c.IPController.ip = '*'\n"), (run.ExitCode, run.Error));
        Assert.Equal(
            $$"""
            {
              "IPController": {
                "db_class": "SQLiteDB"
              },
              "SQLiteDB": {
                "filename": "hub.db",
                "location": {{JsonSerializer.Serialize(Elsewhere)}}
              }
            }

            """,
            run.Output);

        // It opens the file that the controller writes: in the profile's folder, under the name that was set.
        File.Copy(Path.Combine(Folder, Sample92), Path.Combine(Elsewhere, "hub.db"));
        Assert.Equal("318\n", (await Run("query", "--count", "--config", await OwnText("taskdb.json", run.Output))).Output);
    }

    [Fact]
    public async Task TheFileThatARealControllerWritesIsRead()
    {
        // Whole, as `ipcontroller --init` writes it, all of it commented out; then with lines that a user brought to hold.
        var written = await TaskDbRun.OfScriptAsync(
            Elsewhere, "/usr/bin/python3 -c 'from ipyparallel.controller.app import IPController; "
                + "print(IPController().generate_config_file())'");
        Assert.SkipUnless(written.ExitCode == 0, "Debian's python3-ipyparallel is not installed.");
        var bare = await Run("config", "--from", await OwnText("bare.py", written.Output));
        Assert.Equal(0, bare.ExitCode);
        Assert.StartsWith("bare.py: no db_class", bare.Error);
        var text = string.Join('\n', written.Lines.Select(line =>
            line.StartsWith("# c.SQLiteDB.", StringComparison.Ordinal) || line.StartsWith("# c.DictDB.", StringComparison.Ordinal)
                ? line[2..]
            : line.StartsWith("# c.IPController.db_class", StringComparison.Ordinal) ? "c.IPController.db_class = 'SQLiteDB'"
            : line));
        var run = await Run("config", "--from", await OwnText("set.py", text));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(
            new TaskDbOptions { SqliteLocation = Elsewhere, SqliteTable = "ipython-tasks" },
            TaskDbConfiguration.Read(await OwnText("set.json", run.Output)));

        // What is a class and no literal is refused, not guessed.
        var asWritten = written.Output.Replace("# c.IPController.db_class", "c.IPController.db_class", StringComparison.Ordinal);
        Assert.Contains(
            "its value is known to Python only",
            await RunToFailure(2, "config", "--from", await OwnText("class.py", asWritten)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryKindOfSettingSaysTheSameInJson()
    {
        const string Text = """
            c.HubFactory.db_class = 'ipyparallel.controller.mongodb.MongoDB'
            c.SQLiteDB.location = r'C:\"tasks"'
            c.MongoDB.connection_string = "mongodb://h"
            c.MongoDB.database = None
            c.DictDB.record_limit = 1
            c.DictDB.record_limit = 2_000
            c.DictDB.cull_fraction = 2.5e-1
            """;
        var run = await Run("config", "--from", await OwnText("one.py", Text));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(IpControllerConfig.Read(Text), TaskDbConfiguration.Read(await OwnText("one.json", run.Output)));
    }

    [Fact]
    public async Task WhatTheFileLeavesToTheControllerIsSaid()
    {
        var run =
            await Run("config", "--from", await OwnText("empty.py", "c = get_config()\nload_subconfig('other.py')\nc['IPEngine'].x = 1\n"));
        Assert.Equal(new TaskDbOptions { SqliteLocation = Elsewhere }, TaskDbConfiguration.Read(await OwnText("empty.json", run.Output)));
        Assert.Equal(
            """
            empty.py:2: passed over: load_subconfig('other.py')
            empty.py:3: passed over: c['IPEngine'].x = 1
            empty.py: no db_class: the controller keeps tasks in memory unless its command line says --sqlitedb or --mongodb; here it is SQLiteDB

            """,
            run.Error);
    }

    [Fact]
    public async Task NothingInAFileIsRun()
    {
        var witness = Path.Combine(Elsewhere, "witness");
        var file = await OwnText("evil.py", $"c.SQLiteDB.filename = open('{witness}', 'w').name\nc.DictDB.record_limit = 0\n");
        var error = await RunToFailure(2, "config", "--from", file);
        Assert.StartsWith("bad configuration: evil.py:1: its value is known to Python only", error);
        Assert.EndsWith("; evil.py:2: DictDB.record_limit: it is a whole number, from 1 to 2147483647, not 0", error);
        Assert.False(Path.Exists(witness));
    }
}
