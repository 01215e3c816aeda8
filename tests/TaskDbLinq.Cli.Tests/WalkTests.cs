using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>A newcomer's first hour, by <c>tests/walk.sh</c>: the documents' own lines in a bare clone with an empty home.</summary>
public class WalkTests : CliTest
{
    [Fact]
    public async Task EachPartOfTheWalkTakesFiveMinutesAtMost()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1",
            "The walk builds a clone with an empty home, and takes minutes; TASKDB_TEST_LONG=1 or tests/walk.sh runs it.");
        Assert.SkipUnless(Path.Exists(Path.Combine(Repository, ".git")), "This is no git repository that could be cloned.");
        var times = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository, "artifacts", "test-results")).FullName, "walk.txt");
        using var process = TaskDbRun.Start(Repository, null, "bash", [Path.Combine("tests", "walk.sh"), times]);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var taken = await File.ReadAllTextAsync(times, TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{taken}\n{output}\n{await error}");
        TestContext.Current.TestOutputHelper?.WriteLine(taken);
    }
}
