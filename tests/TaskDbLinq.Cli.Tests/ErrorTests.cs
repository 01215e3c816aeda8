using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>What a user did wrong is said in one line: 2 for the question, 1 for what the world did to it.</summary>
public class ErrorTests : CliTest
{
    [Theory]
    [InlineData("""{"complted": null}""", "bad query: complted: unknown field 'complted'; did you mean 'completed'?")]
    [InlineData("""{"started": {"$gte": 5}}""", "bad query: started.$gte: ")]
    [InlineData("""{"started": 5}""", "bad query: started: ")]
    [InlineData("""{"started": {"$gtee": "2026-11-23"}}""", "bad query: started.$gtee: unknown operator '$gtee'; did you mean '$gte'?")]
    [InlineData("""{"completed": nul}""", "bad query: the filter is not JSON: ")]
    [InlineData("""{"completed": null""", "bad query: the filter is not JSON: Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed (line 1, byte 19)")]
    [InlineData("", "bad query: the filter is not JSON: the filter is empty; {} selects everything")]
    [InlineData("[1]", "bad query: expected a filter document")]
    [InlineData("{\"a\nb\": 1}", "bad query: ")]
    public async Task ABadFilterEndsWith2AndSaysWhere(string filter, string expected) =>
        Assert.StartsWith(expected, await RunToFailure(2, "query", "--sqlitedb", Sample71, filter));

    [Fact]
    public async Task AllProblemsOfAFilterAreNamed()
    {
        var error = await RunToFailure(2, "query", "--sqlitedb", Sample71, """{"complted": null, "queue": {"$foo": 1}}""");
        Assert.Contains("complted", error, StringComparison.Ordinal);
        Assert.Contains("queue.$foo", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABadFilterIsABadFilterWhateverTheFile() =>
        Assert.StartsWith("bad query: complted", await RunToFailure(2, "query", "--sqlitedb", "missing.db", """{"complted": null}"""));

    [Theory]
    [InlineData("--keys", "msg_id,startd", "bad query: keys[1]: unknown key 'startd'; did you mean 'started'?")]
    [InlineData("--keys", "", "bad query: keys[0]: unknown key ''")]
    [InlineData("--sort", "nothing", "bad query: sort[0]: unknown key 'nothing'")]
    [InlineData("--sort", "started,-header", "bad query: sort[1]: 'header' has no order; text and timestamp fields do")]
    [InlineData("--skip", "-1", "--skip: expected a whole number from 0 to 2147483647, not '-1'")]
    [InlineData("--limit", "ten", "--limit: expected a whole number from 0 to 2147483647, not 'ten'")]
    [InlineData("--limit", "3000000000", "--limit: expected a whole number from 0 to 2147483647, not '3000000000'")]
    [InlineData("--limit", "1.5", "--limit: expected a whole number")]
    [InlineData("--format", "xml", "--format: expected one of table, json, jsonl, csv, not 'xml'")]
    [InlineData("--fromat", "csv", "unknown option '--fromat'; did you mean '--format'?")]
    public async Task ABadOptionEndsWith2(string option, string value, string expected) =>
        Assert.Contains(expected, await RunToFailure(2, "query", "--sqlitedb=" + Sample71, option, value), StringComparison.Ordinal);

    [Theory]
    [InlineData("--keys")]
    [InlineData("--limit")]
    public async Task AnOptionWithoutItsValueEndsWith2(string option) =>
        Assert.Contains(option, await RunToFailure(2, "query", "{}", option), StringComparison.Ordinal);

    [Fact]
    public async Task AFilterThatTheShellTookApartEndsWith2() =>
        Assert.StartsWith(
            "'null}' is one argument too many; a filter is one argument, in single quotes",
            await RunToFailure(2, "query", "--sqlitedb", Sample71, "{completed:", "null}"));

    [Fact]
    public async Task NoCommandShowsTheHelpAndEndsWith2()
    {
        var run = await Run();
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains("Usage:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMisspeltCommandEndsWith2() =>
        Assert.StartsWith("unknown command 'qurey'; did you mean 'query'?", await RunToFailure(2, "qurey", "{}"));

    [Fact]
    public async Task ADirectoryEndsWith1() =>
        Assert.Equal("'.' is a directory, not a task database.", await RunToFailure(1, "query", "--sqlitedb", "."));

    [Fact]
    public async Task AMissingFileEndsWith2() =>
        Assert.Equal("no such file: 'missing.db'", await RunToFailure(2, "query", "--sqlitedb", "missing.db"));

    [Fact]
    public async Task AFileWithoutANameEndsWith2() =>
        Assert.StartsWith("--sqlitedb: expected the name of a file", await RunToFailure(2, "query", "--sqlitedb", ""));

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData("http://host")]
    public async Task WhatIsNoConnectionStringEndsWith2(string server) =>
        Assert.StartsWith(
            "--mongodb: expected a connection string that begins with mongodb://", await RunToFailure(2, "query", "--mongodb", server));

    [Fact]
    public async Task TheDefaultFileIsTasksDb() =>
        Assert.Equal(
            "no such file: 'tasks.db'; --sqlitedb FILE names another, --postgres or --mongodb a server",
            await RunToFailure(2, "query"));

    [Fact]
    public async Task AFileThatIsNoDatabaseEndsWith1() =>
        Assert.Equal("'taskdb.dll' is not a SQLite database.", await RunToFailure(1, "query", "--sqlitedb", TaskDbRun.Assembly));

    [Fact]
    public async Task AnEmptyFileEndsWith1AndStaysEmpty()
    {
        var file = Path.Combine(Elsewhere, "empty.db");
        await File.WriteAllBytesAsync(file, [], TestContext.Current.CancellationToken);
        Assert.Contains("empty.db", await RunToFailure(1, "query", "--sqlitedb", file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(Elsewhere));
        Assert.Equal(0, new FileInfo(file).Length);
    }

    [Fact]
    public async Task ATableThatIsNotThereEndsWith1() =>
        Assert.Contains(
            "There is no table 'other'",
            await RunToFailure(1, "query", "--sqlitedb", Sample71, "--table", "other"),
            StringComparison.Ordinal);

    [Fact]
    public async Task AMessageSendsNoControlCodes()
    {
        var error = await RunToFailure(2, "query", "--sqlitedb", Sample71, """{"\u001b[31mred\u0007\n\u0085": 1}""");
        Assert.DoesNotContain(error, char.IsControl);
    }
}
