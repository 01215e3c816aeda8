using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>
/// A query stage by stage. The filters and the projection are MongoDB's documented forms; the plan is SQLite's own words.
/// </summary>
public class ExplainTests : CliTest
{
    [Fact]
    public async Task EveryStageIsShown()
    {
        var run = await Run("explain", """{"completed": null, "queue": {"$in": ["mux"]}, "started": {"$gt": "2026-11-23T20:00:00Z"}}""", "--keys", "started", "--sort", "-started", "--limit", "5");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var stages = Stages(run);
        Assert.Equal(
            [
                "filter", "predicate", "sqlite: SQL", "sqlite: plan", "mongodb: filter", "mongodb: projection", "mongodb: sort",
                "memory: plan",
            ],
            stages.Keys);
        Assert.StartsWith("{\"completed\":null,\"queue\":{\"$in\":[\"mux\"]},\"started\":{\"$gt\":", stages["filter"]);
        Assert.Contains("t.Completed == null", stages["predicate"], StringComparison.Ordinal);
        Assert.Contains(" = 2026-11-23T20:00:00.000000Z", stages["predicate"], StringComparison.Ordinal);
        Assert.Contains("\"completed\" IS NULL", stages["sqlite: SQL"], StringComparison.Ordinal);
        Assert.Contains("LIMIT @", stages["sqlite: SQL"], StringComparison.Ordinal);
        Assert.Contains(" USING ", stages["sqlite: plan"], StringComparison.Ordinal);
        Assert.Contains("{ \"$gt\" : { \"$date\" : \"2026-11-23T20:00:00Z\" } }", stages["mongodb: filter"], StringComparison.Ordinal);
        Assert.Equal("{ \"_id\" : 0, \"msg_id\" : 1, \"started\" : 1 }", stages["mongodb: projection"]);
        Assert.Equal("{ \"started\" : -1, \"msg_id\" : 1 }", stages["mongodb: sort"]);
        Assert.Equal(
            """
            index completed is null or queue in list or started range
            then test (t.Completed == null)
            then test @0.Contains(t.Queue)
            then test (t.Started > @1)
            """,
            stages["memory: plan"]);
    }

    [Fact]
    public async Task ThePlanIsThatOfTheNamedFile()
    {
        var stages = Stages(await Run("explain", "--sqlitedb", Sample71, """{"msg_id": "x"}"""));
        Assert.Contains("ipython-tasks", stages["sqlite: plan"], StringComparison.Ordinal);
        Assert.Contains("missing.db", await RunToFailure(2, "explain", "--sqlitedb", "missing.db", "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStageThatAQueryCannotReachSaysWhy()
    {
        // MongoDB keeps milliseconds: a list with a finer moment has no place among its values.
        var run = await Run("explain", """{"metadata.times": {"$gt": [{"$date": "2026-11-23T20:00:00.0001Z"}]}}""");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var stages = Stages(run);
        Assert.StartsWith("can't be translated: metadata.times.$gt: MongoDB keeps milliseconds", stages["mongodb: filter"]);
        Assert.Contains("taskdb_match(", stages["sqlite: SQL"], StringComparison.Ordinal);
        var json = await Run("explain", """{"metadata.times": {"$gt": [{"$date": "2026-11-23T20:00:00.0001Z"}]}}""", "--format", "json");
        Assert.Contains("""{"stage":"mongodb: filter","text":null,"problem":"metadata.times.$gt: MongoDB keeps milliseconds""", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("started > submitted", "(it.Started > it.Submitted): a filter compares a field with a value, not with another field")]
    [InlineData(
        "queue == \"mux\" and stdout + stderr == \"x\"", "String.Concat(it.Stdout, it.Stderr): the method Concat has no form in a filter")]
    [InlineData("stdout.ToUpper() == \"A\"", "character 8: unknown method 'ToUpper'")]
    public async Task ALinqPredicateThatReachesNoStageSaysWhichPartOfItAndWhy(string predicate, string expected) =>
        Assert.Equal($"bad query: {expected}", await RunToFailure(2, "explain", "--linq", predicate));

    [Fact]
    public async Task ALinqPredicateIsExplainedAsItsFilter()
    {
        var linq = Stages(await Run("explain", "--linq", "completed == null"));
        var filter = Stages(await Run("explain", """{"completed": null}"""));
        Assert.Equal("completed == null", linq["linq"]);
        Assert.True(linq.Remove("linq"));
        Assert.Equal(filter, linq);
    }

    [Fact]
    public async Task JsonHasALineForEachStage()
    {
        var run = await Run("explain", "{}", "--format", "json");
        Assert.Equal("""{"stage":"filter","text":"{}","problem":null}""", run.Lines[0]);
        Assert.All(run.Lines, line => Assert.True(System.Text.Json.JsonDocument.Parse(line).RootElement.TryGetProperty("stage", out _)));
    }

    [Theory]
    [InlineData("either a filter or --linq", "explain")]
    [InlineData("either a filter or --linq", "explain", "{}", "--linq", "true")]
    [InlineData("did you mean 'completed'?", "explain", """{"complted": null}""")]
    [InlineData("did you mean 'completed'?", "explain", "--linq", "complted == null")]
    public async Task WhatIsNoQueryEndsWith2(string expected, params string[] args) =>
        Assert.Contains(expected, await RunToFailure(2, args), StringComparison.Ordinal);

    private static Dictionary<string, string> Stages(TaskDbRun run)
    {
        var stages = new Dictionary<string, string>();
        var name = string.Empty;
        foreach (var line in run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                stages[name] = stages.TryGetValue(name, out var before) ? $"{before}\n{line[2..]}" : line[2..];
            }
            else
            {
                name = line;
            }
        }

        return stages;
    }
}
