using TaskDbLinq.Cli.Output;
using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Tests;

/// <summary>
/// Parts of dict fields as columns and groups, and results that are waited for. The numbers are sqlite3's, the values those of the file.
/// </summary>
public class PartTests : CliTest
{
    private const string Failed = "b02e7b21-0bdb1fe319bb12446b90223a_13351_2";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PartsOfDictFieldsAreColumns()
    {
        string[] query = ["query", "-d", Sample71, $$"""{"msg_id": "{{Failed}}"}""", "-k", "header.msg_type,header.nothing,result_content.ename,started"];
        Assert.Equal(
            $"msg_id,header.msg_type,header.nothing,result_content.ename,started\r\n{Failed},execute_request,,RuntimeError,"
            + "2026-11-23T20:19:56.544407Z\r\n",
            (await Run([.. query, "-f", "csv"])).Output);
        Assert.Equal(
            $$"""{"msg_id":"{{Failed}}","header.msg_type":"execute_request","header.nothing":null,"result_content.ename":"RuntimeError","started":"2026-11-23T20:19:56.544407Z"}""" + "\n",
            (await Run(query)).Output);
        Assert.Contains(
            "execute_request  -",
            (await TaskDbRun.WithinAsync(Folder, query, terminal: true, width: 140)).Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad query: keys[1]: 'started' has no parts; dict fields do", "query", "-k", "msg_id,started.x")]
    [InlineData("bad query: keys[0]: unknown key 'headr'; did you mean 'header'?", "query", "-k", "headr.x")]
    [InlineData("bad query: sort[1]: 'queue' has no parts; dict fields do", "query", "-s", "-header.date,queue.x")]
    [InlineData("bad query: sort[0]: no name in a path is empty or begins with '$'", "query", "-s", "header..date")]
    [InlineData("--by: 'buffers' holds bytes, which are not compared", "stats", "--by", "buffers")]
    [InlineData(
        "bad query: group[0]: '0' is a position in a list: groups know names only", "stats", "-d", Sample71, "--by", "metadata.after.0")]
    [InlineData("bad query: keys[0]: unknown key 'labl'; did you mean 'label'?", "stats", "--by", "labl")]
    [InlineData("--timeout goes with --wait (taskdb result --help shows how)", "result", "a", "--timeout", "1s")]
    public async Task WhatHasNoPartsIsSaid(string expected, params string[] args) => Assert.Equal(expected, await RunToFailure(2, args));

    /// <summary>On IPython's file: what is missing comes first, and the greatest first where the order descends.</summary>
    [Fact]
    public async Task TasksAreSortedByPartsOfDocuments()
    {
        string[] query = ["query", "-d", Sample71, "-k", "result_content.ename,header.date", "-f", "csv"];
        var first = await Run([.. query, "-s", "-result_content.ename,header.date,msg_id", "-n", "2"]);
        Assert.All(first.Lines[1..], line => Assert.Contains(",ZeroDivisionError,", line, StringComparison.Ordinal));
        var all = (await Run([.. query, "-s", "header.date,msg_id"])).Lines[1..].Select(line => line.Trim().Split(',')[2]).ToList();
        Assert.Equal(419, all.Count);
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        Assert.NotEqual(all[0], all[^1]);
        Assert.Contains(
            "ORDER BY taskdb_sort(", (await Run("explain", "-d", Sample71, "{}", "-s", "header.date")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TasksAreCountedByAKey()
    {
        Assert.Equal(
            ["""{"header.msg_type":"apply_request","tasks":355}""", """{"header.msg_type":"execute_request","tasks":64}"""],
            (await Run("stats", "-d", Sample71, "--by", "header.msg_type")).Lines);
        Assert.Equal(
            $"{"task",-44}261\n{"mux",-44}158\n", (await Run("stats", "-d", Sample71, "--by", "queue", "--format", "text")).Output);
        Assert.Equal($"{"(none)",-44}158\n", (await Run("stats", "-d", Sample71, """{"queue": "mux"}""", "--by", "label", "--format", "text")).Output);
    }

    [Fact]
    public async Task NumbersAndTextAreCountedApart()
    {
        DocumentValue?[] values = [1, 1.0, "1", "1", "1", true, null, "fit"];
        await using (var db =
            await SqliteDb.OpenAsync(Path.Combine(Elsewhere, "apart.db"), cancellationToken: TestContext.Current.CancellationToken))
        {
            foreach (var (at, value) in values.Index())
            {
                await db.AddAsync(
                    new TaskRecord { MsgId = $"t{at}", Metadata = Document.Of(("n", value)) }, TestContext.Current.CancellationToken);
            }
        }

        Assert.Equal(
            [
                """{"metadata.n":"1","tasks":3}""", """{"metadata.n":1,"tasks":2}""", """{"metadata.n":"fit","tasks":1}""",
                """{"metadata.n":true,"tasks":1}""", """{"metadata.n":null,"tasks":1}""",
            ],
            (await Run("stats", "-d", Path.Combine(Elsewhere, "apart.db"), "--by", "metadata.n")).Lines);
        Assert.Equal(
            $"{"\"1\"",-44}3\n{"1",-44}2\n{"fit",-44}1\n{"true",-44}1\n{"(none)",-44}1\n",
            (await Run("stats", "-d", Path.Combine(Elsewhere, "apart.db"), "--by", "metadata.n", "--format", "text")).Output);
    }

    [Fact]
    public async Task AResultForAPersonHasATraceback()
    {
        var shown = (await TaskDbRun.WithinAsync(Folder, ["result", "-d", Sample71, Failed], terminal: true)).Output;
        Assert.StartsWith($"msg_id      {Failed}\nstate       error\n", shown);
        Assert.Contains("\nstarted     2026-11-23T20:19:56.544407Z, after 381.631 ms\n", shown, StringComparison.Ordinal);
        Assert.EndsWith("\n----> 1 raise RuntimeError('cell 8')\n\nRuntimeError: cell 8\n\n", shown);
    }

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m\tx\n", false, "red\tx\n")]
    [InlineData("\u001b[31mred\u001b[0m\n", true, "\u001b[31mred\u001b[0m\n\u001b[0m")]
    [InlineData("\u001b]0;title\u0007\u001b[2J\r\nbell\u202e", true, "·]0;title··[2J\nbell·\u001b[0m")]
    public void ATaskDoesNotCommandTheTerminal(string text, bool color, string expected) =>
        Assert.Equal(expected, ResultText.Harmless(text, color));

    [Fact]
    public async Task AResultIsWaitedForOverAResubmission()
    {
        var file = Path.Combine(Elsewhere, "own.db");
        await using var db = await SqliteDb.OpenAsync(file, cancellationToken: Cancel);
        await db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        Assert.Equal("the time is over; 1 task remains", await RunToFailure(1, "result", "-d", file, "a", "--wait", "--timeout", "0s"));

        // It is submitted again as b while the command waits, and b is completed: that is the result.
        var waiting = Run("result", "-d", file, "a", "--follow", "--wait", "--timeout", "1m");
        await db.AddAsync(new TaskRecord { MsgId = "b" }, Cancel);
        await db.UpdateAsync("a", TaskUpdate.Empty.Set("resubmitted", "b").Set("completed", DateTime.UtcNow), Cancel);
        await db.UpdateAsync("b", TaskUpdate.Empty.Set("completed", DateTime.UtcNow), Cancel);
        var run = await waiting;
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("""{"msg_id":"b","state":"ok","followed_from":["a"],""", run.Output);
    }
}
