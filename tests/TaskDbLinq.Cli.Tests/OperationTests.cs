using System.Text.Json;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The commands over operations: what they print, what they change, how they end.</summary>
public class OperationTests : CliTest
{
    private const string Task = "65c60d3c-4674756673681aaeb303f33d_16761_6";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetPrintsTheRecordAndWritesItsBuffers()
    {
        // Lengths from the pickles of the sample file, read by Python.
        var folder = Path.Combine(Elsewhere, "buffers");
        var run = await Run("get", "--sqlitedb", Sample92, Task, "--keys", "label,queue", "--buffers-to", folder);
        Assert.Equal(
            (0, $"{{\"label\":\"Ünïcode/0\",\"queue\":\"mux\"}}\n".Insert(1, $"\"msg_id\":\"{Task}\","), string.Empty),
            (run.ExitCode, run.Output, run.Error));
        Assert.Equal(
            [("buffers.0", 314L), ("buffers.1", 57), ("buffers.2", 5), ("buffers.3", 21), ("result_buffers.0", 21)],
            new DirectoryInfo(folder).GetFiles()
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => (file.Name[(Task.Length + 1)..], file.Length)));

        // A second time there is something to be written over.
        Assert.Contains(
            "already exists", await RunToFailure(1, "get", "--sqlitedb", Sample92, Task, "--buffers-to", folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnIdIsNoWayOutOfTheFolderForBuffers()
    {
        var file = await OwnFile(new TaskRecord { MsgId = "../../out", Buffers = BufferList.Of([1, 2]) });
        Assert.Equal(0, (await Run("get", "--sqlitedb", file, "../../out", "--buffers-to", Path.Combine(Elsewhere, "in"))).ExitCode);
        Assert.Equal("..%2F..%2Fout.buffers.0", Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(Elsewhere, "in")))));
    }

    [Theory]
    [InlineData("get")]
    [InlineData("result")]
    public async Task UnknownIdsEndWith1AndPrintNothing(string command) =>
        Assert.Contains("'nope'", await RunToFailure(1, command, "--sqlitedb", Sample92, Task, "nope"), StringComparison.Ordinal);

    [Fact]
    public async Task ResultFollowsAResubmission()
    {
        var plain = await Json("result", "--sqlitedb", Sample92, Task);
        Assert.Equal(("ok", 21), (plain.GetProperty("state").GetString(), plain.GetProperty("result_bytes").GetInt32()));
        var followed = await Json("result", "--sqlitedb", Sample92, Task, "--follow");
        Assert.Equal(plain.GetProperty("resubmitted").GetString(), followed.GetProperty("msg_id").GetString());
        Assert.Equal(Task, followed.GetProperty("followed_from")[0].GetString());
    }

    [Fact]
    public async Task HistoryIsInTheOrderOfSubmission()
    {
        var all = await Run("history", "--sqlitedb", Sample92);
        var expected = await Run("query", "--sqlitedb", Sample92, "--sort", "submitted,msg_id", "--keys", "msg_id", "--format", "csv");
        Assert.Equal(318, all.Lines.Length);
        Assert.Equal(
            expected.Output.Replace("\r", string.Empty, StringComparison.Ordinal)
                .Replace("msg_id\n", string.Empty, StringComparison.Ordinal),
            all.Output);
        var last = await Run("history", "--sqlitedb", Sample92, "--last", "2");
        Assert.Equal(all.Lines[^2..].Reverse(), last.Lines);
    }

    [Fact]
    public async Task StatsCountEveryTaskOnce()
    {
        var stats = await Json("stats", "--sqlitedb", Sample92, "--bytes");
        Assert.Equal(318, stats.GetProperty("total").GetInt32());
        Assert.Equal(9, stats.GetProperty("states").GetProperty("pending").GetInt32());
        Assert.Equal(318, stats.GetProperty("states").EnumerateObject().Sum(state => state.Value.GetInt32()));
        Assert.True(stats.GetProperty("bytes").GetProperty("results").GetInt64() > 400_000);
        var text = await Run("stats", "--sqlitedb", Sample92, """{"completed": null}""", "--format", "text");
        Assert.StartsWith("9 tasks, submitted ", text.Output);
        Assert.Contains("\n  pending                                   9\n", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitEndsWith0WhenAllIsDoneAndWith1WhenTheTimeIsOver()
    {
        var done = await Run("wait", "--sqlitedb", Sample92, """{"completed": {"$ne": null}}""");
        Assert.Equal((0, string.Empty, "309 of 309 tasks done, 0 to go\n"), (done.ExitCode, done.Output, done.Error));
        var over = await Run("wait", "--sqlitedb", Sample92, "--timeout", "200ms", "--quiet");
        Assert.Equal((1, "taskdb: the time is over; 9 tasks remain\n"), (over.ExitCode, over.Error));
        Assert.Equal(9, over.Lines.Length);
        Assert.Contains("'soon'", await RunToFailure(2, "wait", "--timeout", "soon"), StringComparison.Ordinal);
        Assert.Contains("--until-none", await RunToFailure(2, "wait", "--until-none", "id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitHearsOfATaskThatIsCompletedMeanwhile()
    {
        var file = await OwnFile(new TaskRecord { MsgId = "a" });
        var waiting = Run("wait", "--sqlitedb", file, "a", "--timeout", "1m");
        await using (var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel))
        {
            await System.Threading.Tasks.Task.Delay(500, Cancel);
            await db.UpdateAsync("a", TaskUpdate.Empty.Set("completed", DateTime.UtcNow), Cancel);
        }

        Assert.Equal(0, (await waiting).ExitCode);
    }

    [Fact]
    public async Task PurgeDropsWhatADryRunShows()
    {
        var file = await OwnFile(
            [
                .. "abc".Select(id => new TaskRecord { MsgId = id.ToString(), Completed = DateTime.UtcNow.AddHours(-2) }),
                new TaskRecord { MsgId = "open" },
            ]);
        string[] purge = ["purge", "--sqlitedb", file, """{"completed": {"$lt": "-1h"}}"""];
        var dry = await Run([.. purge, "--dry-run"]);
        Assert.Equal((0, "would drop 3 tasks\n"), (dry.ExitCode, dry.Error));
        Assert.Equal(["a", "b", "c"], dry.Lines);

        // Nobody is there to be asked.
        Assert.StartsWith("purge would drop 3 tasks for good", await RunToFailure(2, purge));
        Assert.Equal("4\n", (await Run("query", "--sqlitedb", file, "--count")).Output);

        var real = await Run([.. purge, "--yes"]);
        Assert.Equal((0, "dropped 3 tasks\n", dry.Output), (real.ExitCode, real.Error, real.Output));
        Assert.Equal(["open"], (await Run("history", "--sqlitedb", file)).Lines);
        Assert.Equal(
            "The task 'open' is pending; nothing was dropped.", await RunToFailure(1, "purge", "--sqlitedb", file, "open", "--yes"));
        Assert.Equal("dropped 1 task\n", (await Run("purge", "--sqlitedb", file, "open", "--yes", "--pending")).Error);
    }

    [Theory]
    [InlineData("y\n", 0, "dropped 1 task\n", 0)]
    [InlineData("n\n", 1, "taskdb: nothing was dropped\n", 1)]
    [InlineData("", 1, "taskdb: nothing was dropped\n", 1)]
    public async Task PurgeAsksAPerson(string answer, int code, string said, int left)
    {
        var file = await OwnFile(new TaskRecord { MsgId = "a", Completed = DateTime.UtcNow });
        var error = new StringWriter { NewLine = "\n" };
        var shell = new Hosting.Shell(new MemoryStream(), error) { Answers = () => new StringReader(answer) };
        Assert.Equal(code, await TaskDbApp.RunAsync(["purge", "--sqlitedb", file, "--completed"], shell, Cancel));
        Assert.Equal("Drop 1 task for good? [y/N] " + said, error.ToString());
        await using var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
        Assert.Equal(left, await db.CountAsync(Filter.Everything, Cancel));
    }

    [Theory]
    [InlineData("purge", "expected which tasks to drop")]
    [InlineData("purge --completed --engine x", "name one")]
    [InlineData("purge id {} --yes", "not both")]
    [InlineData("purge id --since 1h", "not ids")]
    [InlineData("purge --since yesterday", "--since: expected a time such as 1h")]
    [InlineData("resubmit", "expected which tasks to submit again")]
    [InlineData("get", "get")]
    [InlineData("query --nodb --dictdb", "--dictdb and --nodb are different databases; name one")]
    [InlineData("query --sqlitedb {}", "'{}' is a filter, not a FILE")]
    public async Task AnUnclearChoiceEndsWith2(string line, string expected) =>
        Assert.Contains(expected, await RunToFailure(2, line.Split(' ')), StringComparison.Ordinal);

    [Fact]
    public async Task AFileOfIPythonsIsNotChanged()
    {
        var refusal =
            $"IPython wrote '{Sample92}', and such a file is only read: first 'taskdb import {Sample92} --sqlitedb NEW.db', then ask "
            + "NEW.db";
        Assert.Equal(refusal, await RunToFailure(1, "purge", "--sqlitedb", Sample92, "--completed", "--yes"));
        Assert.Equal(refusal, await RunToFailure(1, "purge", "--sqlitedb", Sample92, "--completed", "--dry-run"));
        Assert.Equal(refusal, await RunToFailure(1, "prune", "--sqlitedb", Sample92, "--record-limit", "1", "--dry-run"));
        Assert.Equal(refusal, await RunToFailure(1, "resubmit", "--sqlitedb", Sample92, Task));
    }

    [Fact]
    public async Task ResubmitWritesNewTasksAndLinksThem()
    {
        var file = await OwnFile(new TaskRecord { MsgId = "a", Label = "mine", Header = Document.Parse("""{"msg_type": "apply_request"}"""), Completed = DateTime.UtcNow });
        var link = await Json("resubmit", "--sqlitedb", file, """{"label": "mine"}""");
        Assert.Equal("a", link.GetProperty("msg_id").GetString());
        var renewed = await Json("get", "--sqlitedb", file, link.GetProperty("resubmitted").GetString()!);
        Assert.Equal(("mine", JsonValueKind.Null), (renewed.GetProperty("label").GetString(), renewed.GetProperty("completed").ValueKind));
    }

    [Theory]
    [InlineData("1", "--since", "90m")]
    [InlineData("1", "--since", "-1.5h")]
    [InlineData("2", "--until", "1h")]
    [InlineData("1", "--since", "2d", "--until", "1h30m")]
    [InlineData("3", "--until", "now")]
    [InlineData("3", "--since", "2020-01-01")]
    [InlineData("1", """{"$or": [{"submitted": {"$gte": "-90m"}}, {"started": "-1h"}]}""")]
    [InlineData("2", """{"submitted": {"$not": {"$gte": "-90m"}}}""")]
    public async Task TimesAreRelativeToNow(string expected, params string[] options)
    {
        var now = DateTime.UtcNow;
        var file = await OwnFile(
            new TaskRecord { MsgId = "minutes", Submitted = now.AddMinutes(-59), Stdout = "-1h" },
            new TaskRecord { MsgId = "hours", Submitted = now.AddHours(-3) },
            new TaskRecord { MsgId = "weeks", Submitted = now.AddDays(-14) });
        Assert.Equal($"{expected}\n", (await Run(["query", "--sqlitedb", file, "--count", .. options])).Output);
    }

    [Fact]
    public async Task OnlyTimestampColumnsHaveTimes()
    {
        var file = await OwnFile(new TaskRecord { MsgId = "a", Stdout = "-1h", Metadata = Document.Parse("""{"x": "now"}""") });
        Assert.Equal("1\n", (await Run("query", "--sqlitedb", file, "--count", """{"stdout": "-1h", "metadata.x": "now"}""")).Output);
        Assert.StartsWith("bad query: started.$gte: ", await RunToFailure(2, "query", "--sqlitedb", file, """{"started": {"$gte": "-1x"}}"""));
    }

    [Fact]
    public async Task ADatabaseInMemoryIsEmptyAndNoneIsAnError()
    {
        Assert.Equal("0\n", (await Run("query", "--dictdb", "--count")).Output);
        Assert.Contains("--sqlitedb", await RunToFailure(1, "query", "--nodb"), StringComparison.Ordinal);
        Assert.Contains("tasks.db", await RunToFailure(2, "query"), StringComparison.Ordinal);
        var began = System.Diagnostics.Stopwatch.StartNew();
        Assert.Contains(
            "127.0.0.1:1",
            await RunToFailure(1, "query", "--mongodb", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200"),
            StringComparison.Ordinal);
        Assert.InRange(began.Elapsed.TotalSeconds, 0, 25);
    }

    [Theory]
    [InlineData("mongodb://host", "mongodb://host/?serverSelectionTimeoutMS=8000")]
    [InlineData("mongodb://me:a%3Fb@host:1,other/db", "mongodb://me:a%3Fb@host:1,other/db?serverSelectionTimeoutMS=8000")]
    [InlineData("mongodb+srv://host/?w=1", "mongodb+srv://host/?w=1&serverSelectionTimeoutMS=8000")]
    [InlineData("mongodb://host/?serverselectiontimeoutms=200", "mongodb://host/?serverselectiontimeoutms=200")]
    public void APersonDoesNotWaitForHalfAMinute(string given, string expected)
    {
        Assert.Equal(expected, Databases.WithPatience(given));
        Assert.NotNull(new MongoDB.Driver.MongoUrl(expected));
    }

    [Fact]
    public async Task AConfigurationNamesTheDatabase()
    {
        var file = await OwnFile(new TaskRecord { MsgId = "a" });
        var config = Path.Combine(Elsewhere, "mine.json");
        await File.WriteAllTextAsync(config, $$"""{"HubFactory": {"db_class": "SQLiteDB"}, "SQLiteDB": {"filename": "{{Path.GetFileName(file)}}", "location": "{{Elsewhere}}"} }""", Cancel);
        Assert.Equal("1\n", (await Run("query", "--config", config, "--count")).Output);
        Assert.Equal("318\n", (await RunWith("TASKDB__SQLiteDB__filename", Sample92, "query", "--count")).Output);
        Assert.Equal("0\n", (await RunWith("TASKDB__SQLiteDB__filename", Sample92, "query", "--dictdb", "--count")).Output);
        await File.WriteAllTextAsync(config, """{"SQLiteDB": {"filname": "x"}}""", Cancel);
        var error = await RunToFailure(2, "query", "--config", config);
        Assert.StartsWith("bad configuration: ", error);
        Assert.Contains("did you mean", error, StringComparison.Ordinal);
        Assert.Contains("name one", await RunToFailure(2, "query", "--config", config, "--nodb"), StringComparison.Ordinal);
    }

    private async Task<string> OwnFile(params TaskRecord[] tasks)
    {
        var file = Path.Combine(Elsewhere, "own.db");
        await using var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
        await db.WriteAsync(TaskBatch.Add(tasks), Cancel);
        return file;
    }

    private async Task<JsonElement> Json(params string[] args)
    {
        var run = await Run(args);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return JsonDocument.Parse(Assert.Single(run.Lines)).RootElement;
    }
}
