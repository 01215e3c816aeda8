using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>A LINQ predicate prints what the equivalent filter prints, and says its mistakes in one line.</summary>
public class LinqTests : CliTest
{
    [Theory]
    [InlineData("completed == null", """{"completed": null}""")]
    [InlineData("Completed == null && Queue == \"task\"", """{"completed": null, "queue": "task"}""")]
    [InlineData("queue in (\"mux\", \"task\") and error != null", """{"queue": {"$in": ["mux", "task"]}, "error": {"$ne": null}}""")]
    [InlineData("header[\"msg_type\"] == \"execute_request\"", """{"header.msg_type": "execute_request"}""")]
    [InlineData("stdout.Contains(\"hello\") or not (completed != null)", """{"$or": [{"stdout": {"$regex": "hello"}}, {"completed": null}]}""")]
    public async Task APredicatePrintsWhatTheEquivalentFilterPrints(string predicate, string filter)
    {
        string[] options =
            ["--sqlitedb", Sample71, "--keys", "msg_id,started,error", "--sort", "-submitted,msg_id", "--skip", "1", "--limit", "20"];
        var linq = await Run(["linq", predicate, .. options]);
        Assert.Equal((0, string.Empty), (linq.ExitCode, linq.Error));
        Assert.NotEmpty(linq.Lines);
        Assert.Equal((await Run(["query", filter, .. options])).Output, linq.Output);
    }

    [Theory]
    [InlineData(Sample71, "completed == null", 10)]
    [InlineData(Sample92, "completed == null", 9)]
    [InlineData(Sample71, "queue == \"task\" and error != null", 47)]
    [InlineData(Sample92, "queue == \"task\" and error != null", 38)]
    public async Task CountPrintsTheNumberAlone(string sample, string predicate, int expected)
    {
        var run = await Run("linq", "--sqlitedb", sample, predicate, "--count");
        Assert.Equal((0, $"{expected}\n", string.Empty), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("complted == null", "bad query: character 1: unknown field 'complted'; did you mean 'completed'?")]
    [InlineData("completed ==", "bad query: character 11: ")]
    [InlineData("started > 5", "bad query: character 9: ")]
    [InlineData("label.Foo()", "bad query: character 7: unknown method 'Foo'")]
    [InlineData("System.IO.File.Exists(\"x\")", "bad query: character 1: unknown field 'System'")]
    [InlineData("", "bad query: ")]
    public async Task ABadPredicateEndsWith2WhateverTheFile(string predicate, string expected) =>
        Assert.StartsWith(expected, await RunToFailure(2, "linq", "--sqlitedb", "missing.db", predicate));

    [Fact]
    public async Task APredicateMustBeGiven() => Assert.Contains("linq", await RunToFailure(2, "linq"), StringComparison.Ordinal);

    [Fact]
    public async Task AMisspeltOptionIsNoPredicate() =>
        Assert.StartsWith("unknown option '--cuont'; did you mean '--count'?", await RunToFailure(2, "linq", "--cuont"));

    [Fact]
    public async Task HelpShowsAnExample() =>
        Assert.Contains("Examples:\n  taskdb linq ", (await Run("linq", "--help")).Output, StringComparison.Ordinal);
}
