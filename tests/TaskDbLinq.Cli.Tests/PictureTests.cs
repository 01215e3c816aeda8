using System.Buffers.Binary;
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
    [InlineData(Sample92, "300", "400")]
    [InlineData(Sample71, "1400", "1000")]
    public async Task APngHasTheAskedSize(string sample, string width, string height)
    {
        var path = Path.Combine(Elsewhere, "tasks.png");
        var run = await Run("plot", "--sqlitedb", sample, "--out", path, "--width", width, "--height", height);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));

        // https://www.w3.org/TR/png/#11IHDR: after the signature and the chunk's length and name come width and height.
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], bytes[..4]);
        Assert.Equal((width, height), ($"{BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(16))}", $"{BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(20))}"));
    }

    [Fact]
    public async Task AnSvgIsXmlWithAMarkForEachState()
    {
        var path = Path.Combine(Elsewhere, "tasks.svg");
        Assert.Equal(0, (await Run("plot", "--sqlitedb", Sample92, "--out", path)).ExitCode);
        var svg = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        Assert.All((string[])["#009E73", "#D55E00"], colour => Assert.Contains(colour, svg, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(2, "--out: expected a file that ends in .png or .svg", "--out", "tasks.gif")]
    [InlineData(2, "--width: expected 200 to 10000", "--out", "a.png", "--width", "5")]
    [InlineData(2, "--out", "{}")]
    [InlineData(1, "there is nothing to draw", "--out", "a.png", "--until", "2000-01-01")]
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
        Assert.Equal([(0, TaskState.Ok, 0.0, 1.0), (0, TaskState.Ok, 0.0, 0.5), (0, TaskState.Error, 0.5, 1.0), (1, TaskState.Pending, 0.0, 1.0)], blocks);
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

    [Fact]
    public async Task OnlyPlotLoadsTheDrawingLibrary()
    {
        var run = await TaskDbRun.OfAsync(Folder, new Dictionary<string, string> { ["LD_DEBUG"] = "files" }, ["query", "--sqlitedb", Sample92, "--count"]);
        Assert.Equal("318\n", run.Output);
        Assert.Contains("sqlite", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SkiaSharp", run.Error, StringComparison.OrdinalIgnoreCase);
    }
}
