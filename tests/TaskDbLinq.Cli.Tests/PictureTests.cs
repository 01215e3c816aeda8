using System.Xml.Linq;
using TaskDbLinq.Cli.Plotting;
using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Tests;

/// <summary>Made-up databases, and pictures of databases.</summary>
public class PictureTests : CliTest
{
    private static readonly DateTime Start = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task TheSameSeedGivesTheSameTasks()
    {
        var (one, two, other) = (Path.Combine(Elsewhere, "one.db"), Path.Combine(Elsewhere, "two.db"), Path.Combine(Elsewhere, "other.db"));
        string[] rest = ["--tasks", "2500", "--end", "2026-11-23T12:00Z"];
        var run = await Run(["demo", "--sqlitedb", one, .. rest]);
        Assert.Equal((0, "2500 tasks written\n"), (run.ExitCode, run.Output));
        Assert.Equal(0, (await Run(["demo", "--sqlitedb", two, .. rest])).ExitCode);
        Assert.Equal(0, (await Run(["demo", "--sqlitedb", other, "--seed", "2", .. rest])).ExitCode);
        string[] all = ["--sort", "msg_id", "--limit", "400"];
        var answer = (await Run(["query", "--sqlitedb", one, .. all])).Output;
        Assert.Equal(answer, (await Run(["query", "--sqlitedb", two, .. all])).Output);
        Assert.NotEqual(answer, (await Run(["query", "--sqlitedb", other, .. all])).Output);

        // Nothing is in the future, and every state is there.
        Assert.Equal("0\n", (await Run("query", "--sqlitedb", one, "--count", """{"$or": [{"submitted": {"$gt": "2026-11-23T12:00Z"}}, {"completed": {"$gt": "2026-11-23T12:00:01Z"}}]}""")).Output);
        var stats = System.Text.Json.JsonDocument.Parse((await Run("stats", "--sqlitedb", one)).Output).RootElement;
        Assert.Equal(["pending", "ok", "error", "aborted"], stats.GetProperty("states").EnumerateObject().Select(state => state.Name));
        Assert.All(stats.GetProperty("states").EnumerateObject(), state => Assert.True(state.Value.GetInt32() > 0, state.Name));
        Assert.Equal("the database has 2500 tasks already; name another one", await RunToFailure(1, "demo", "--sqlitedb", one));
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("0001-01-01")]
    public async Task ADemoEndsInOurTime(string end) =>
        Assert.StartsWith("--end: expected a time from 1970 on", await RunToFailure(2, "demo", "--dictdb", "--end", end));

    [Theory]
    [InlineData(Sample92, "300", "400", 318)]
    [InlineData(Sample71, "1400", "1000", 419)]
    public async Task AnSvgHasTheAskedSizeAndAMarkForEachState(string sample, string width, string height, int tasks)
    {
        var path = Path.Combine(Elsewhere, "tasks.svg");
        var run = await Run("plot", "--sqlitedb", sample, "--out", path, "--width", width, "--height", height);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var svg = XDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Root!;
        Assert.Equal(("svg", width, height), (svg.Name.LocalName, (string?)svg.Attribute("width"), (string?)svg.Attribute("height")));
        var colors = svg.Elements().Select(mark => (string?)mark.Attribute("fill")).ToHashSet();
        Assert.All((string[])["#009E73", "#D55E00"], color => Assert.Contains(color, colors));
        var texts = svg.Elements().Where(mark => mark.Name.LocalName == "text").Select(mark => mark.Value).ToList();
        Assert.Contains($"{tasks} tasks by engine (UTC)", texts);
        Assert.Contains("Tasks waiting and running", texts);
        Assert.Contains("2026-11-23", texts);

        // Nothing is drawn outside of the picture.
        var view = ((string)svg.Attribute("viewBox")!).Split(' ')
            .Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture))
            .ToArray();
        Assert.All(svg.Elements().Where(mark => mark.Name.LocalName == "rect"), mark =>
        {
            Assert.InRange((double)mark.Attribute("x")! + (double)mark.Attribute("width")!, 0, view[2] + 1);
            Assert.InRange((double)mark.Attribute("y")! + (double)mark.Attribute("height")!, 0, view[3] + 1);
            Assert.True((double)mark.Attribute("height")! >= 0);
        });
    }

    [Fact]
    public async Task AnEngineOfAnyNameIsDrawn()
    {
        var file = Path.Combine(Elsewhere, "odd.db");
        await using (var db = await SqliteDb.OpenAsync(file, cancellationToken: TestContext.Current.CancellationToken))
        {
            await db.AddAsync(
                new TaskRecord { MsgId = "a", EngineUuid = "<\u0001&\uD83D\uDE00>", Submitted = Start, Started = Start, Completed = Start },
                TestContext.Current.CancellationToken);
        }

        var path = Path.Combine(Elsewhere, "odd.svg");
        Assert.Equal(0, (await Run("plot", "--sqlitedb", file, "--out", path)).ExitCode);
        Assert.Contains(XDocument.Load(path).Root!.Elements(), mark => mark.Value == "<·&\uD83D\uDE00>");
    }

    [Theory]
    [InlineData(
        2, "--out: expected a file that ends in .svg, not 'tasks.png'; a browser or rsvg-convert makes a PNG of it", "--out", "tasks.png")]
    [InlineData(2, "--width: expected 200 to 10000", "--out", "a.svg", "--width", "5")]
    [InlineData(2, "--out", "{}")]
    [InlineData(1, "there is nothing to draw", "--out", "a.svg", "--until", "2000-01-01")]
    public async Task WhatCannotBeDrawnIsSaid(int code, string expected, params string[] options) =>
        Assert.Contains(expected, await RunToFailure(code, ["plot", "--sqlitedb", Sample92, .. options]), StringComparison.Ordinal);

    [Fact]
    public void ABlockIsDividedAmongTheStatesInIt()
    {
        // Two engines; on the first an hour of one task, then half an hour of two at once, one of which failed.
        var times = new TaskTimes(
            [
                new(0, TaskState.Ok, Start, Start, Start.AddMinutes(60)),
                new(0, TaskState.Ok, Start, Start.AddMinutes(61), Start.AddMinutes(90)),
                new(0, TaskState.Error, Start, Start.AddMinutes(61), Start.AddMinutes(90)),
                new(1, TaskState.Pending, Start, Start.AddMinutes(30), null),
            ],
            ["a", "b"]);
        var blocks = new Timeline(times, 2).Blocks().Select(block => (block.Row, block.State, block.Low, block.High)).Distinct();
        Assert.Equal(
            [(0, TaskState.Ok, 0.0, 1.0), (0, TaskState.Ok, 0.0, 0.5), (0, TaskState.Error, 0.5, 1.0), (1, TaskState.Pending, 0.0, 1.0)],
            blocks);
    }

    [Fact]
    public void TheQueueCountsWhatWaitsAndWhatRuns()
    {
        var times = new TaskTimes(
            [
                new(0, TaskState.Ok, Start, Start.AddMinutes(10), Start.AddMinutes(20)),
                new(0, TaskState.Ok, Start, Start.AddMinutes(20), Start.AddMinutes(30)),
                new(-1, TaskState.Aborted, Start, null, Start.AddMinutes(15)),
            ],
            ["a"]);
        var depth = QueueDepth.Of(times);
        Assert.Equal(3, depth.Waiting[0]);
        Assert.Equal((2, 1), (depth.Waiting[250], depth.Running[250]));
        Assert.Equal((1, 1), (depth.Waiting[350], depth.Running[350]));
        Assert.Equal(1, depth.Running.Max());
        Assert.Equal((0, 1), (depth.Waiting[450], depth.Running[450]));
    }
}
