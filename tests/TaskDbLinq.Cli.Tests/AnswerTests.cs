using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The main job on the two sample files; the numbers are those of samples/README.md and of sqlite3 on the files.</summary>
public class AnswerTests : CliTest
{
    [Theory]
    [InlineData(Sample71, 10)]
    [InlineData(Sample92, 9)]
    public async Task TheReadmesFirstCommandPrintsTheUnfinishedTasks(string sample, int expected)
    {
        var run = await Run("query", "--sqlitedb", sample, """{"completed": null}""", "--keys", "msg_id,started");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(expected, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.Matches("""^\{"msg_id":"[0-9a-f_-]+","started":(null|"[0-9T:.-]+Z")\}$""", line));
    }

    [Theory]
    [InlineData(Sample71, "{}", 419)]
    [InlineData(Sample92, "{}", 318)]
    [InlineData(Sample71, """{"queue": "task", "error": {"$ne": null}}""", 47)]
    [InlineData(Sample92, """{"queue": "task", "error": {"$ne": null}}""", 38)]
    [InlineData(Sample71, """{"completed": null}""", 10)]
    public async Task CountPrintsTheNumberAlone(string sample, string filter, int expected)
    {
        var run = await Run("query", "--sqlitedb", sample, filter, "--count");
        Assert.Equal((0, $"{expected}\n", string.Empty), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("414\n", "--skip", "5")]
    [InlineData("7\n", "--limit", "7")]
    [InlineData("2\n", "--skip", "417", "--limit", "7")]
    [InlineData("0\n", "--skip", "1000")]
    [InlineData("0\n", "--limit", "0")]
    public async Task CountIsHowManyRowsWouldBePrinted(string expected, params string[] options) =>
        Assert.Equal(expected, (await Run(["query", "--sqlitedb", Sample71, "--count", .. options])).Output);

    [Fact]
    public async Task RowsAreSortedSkippedAndLimited()
    {
        // sqlite3: SELECT msg_id FROM "ipython-tasks" ORDER BY submitted DESC LIMIT 2 OFFSET 1
        var run = await Run("query", "--sqlitedb", Sample71, "--sort", "-submitted", "--skip", "1", "--limit", "2", "--keys", "msg_id");
        Assert.Equal(
            [
                """{"msg_id":"b02e7b21-0bdb1fe319bb12446b90223a_13351_116"}""",
                """{"msg_id":"b02e7b21-0bdb1fe319bb12446b90223a_13351_115"}""",
            ],
            run.Lines);
    }

    [Fact]
    public async Task EveryRowIsWhole()
    {
        var run = await Run("query", "--sqlitedb", Sample71);
        Assert.Equal(419, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.Equal(21, System.Text.Json.JsonDocument.Parse(line).RootElement.EnumerateObject().Count()));
    }

    [Fact]
    public async Task NoCommandSeesTheBuffersUnlessAsked() =>
        Assert.DoesNotContain("buffers", (await Run("query", "--sqlitedb", Sample71, "--limit", "5")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task AFileInOurOwnLayoutIsReadAndLeftAsItIs()
    {
        var file = Path.Combine(Elsewhere, "own.db");
        await using (var db = await SqliteDb.OpenAsync(file, cancellationToken: TestContext.Current.CancellationToken))
        {
            await db.AddAsync(new TaskRecord { MsgId = "a", Stdout = "one" }, TestContext.Current.CancellationToken);
            await db.AddAsync(new TaskRecord { MsgId = "b", Stdout = "two" }, TestContext.Current.CancellationToken);
        }

        Assert.Equal([file], Directory.GetFileSystemEntries(Elsewhere));
        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var run = await Run("query", "--sqlitedb", file, """{"stdout": "two"}""", "--keys", "stdout");
        Assert.Equal((0, "{\"msg_id\":\"b\",\"stdout\":\"two\"}\n", string.Empty), (run.ExitCode, run.Output, run.Error));

        // A reader may leave SQLite's -wal and -shm beside such a file; they are part of the layout, and empty.
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.All(Directory.GetFiles(Elsewhere, "*-wal"), log => Assert.Equal(0, new FileInfo(log).Length));
    }

    [Fact]
    public async Task HelpShowsAnExampleAndVersionANumber()
    {
        Assert.Contains("Examples:\n  taskdb query ", (await Run("query", "--help")).Output, StringComparison.Ordinal);
        Assert.Contains("  taskdb query ", (await Run("--help")).Output, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+", (await Run("--version")).Output);
    }
}
