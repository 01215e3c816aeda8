using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>
/// The table of docs/performance.md is the first one of benchmarks/RESULTS.md, which a command wrote, with that command under it.
/// </summary>
public class SpeedTableTests : CliTest
{
    [Fact]
    public async Task TheFiguresAreThoseOfTheReport()
    {
        var readme = (await ReadAsync("docs/performance.md")).SkipWhile(line => line != "<!-- speed, written by benchmarks/run.sh -->")
            .Skip(1)
            .ToList();
        var shown = readme.TakeWhile(IsRow).ToList();
        Assert.True(shown.Count > 2, "The table of speed is empty.");
        Assert.Equal((await ReadAsync("benchmarks/RESULTS.md")).SkipWhile(line => !IsRow(line)).TakeWhile(IsRow), shown);
        Assert.Equal(["<!-- end of speed -->", "", "```sh", "benchmarks/run.sh"], readme.Skip(shown.Count).Take(4));
    }

    private static bool IsRow(string line) => line.StartsWith('|');

    private static Task<string[]> ReadAsync(string file) =>
        File.ReadAllLinesAsync(Path.Combine(Repository, file), TestContext.Current.CancellationToken);
}
