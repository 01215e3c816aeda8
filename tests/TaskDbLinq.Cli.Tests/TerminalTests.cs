using System.Text.RegularExpressions;
using Spectre.Console;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The command on a terminal: colors, widths, progress. Each run on a real one is a process, so there are few of them.</summary>
public partial class TerminalTests : CliTest
{
    [Theory]
    [InlineData("xterm", null, true)]
    [InlineData("xterm", "1", false)]
    [InlineData("xterm", "", true)]
    [InlineData("dumb", null, false)]
    public void ColorsAreForTerminalsThatAreWanted(string type, string? noColor, bool expected) =>
        Assert.Equal(expected, Shell.WantsColor(noColor, type));

    [Fact]
    public async Task ATerminalHasColorsAndItsOwnWidth()
    {
        var shown = await Terminal.RunAsync(Folder, $"taskdb query --sqlitedb {Sample71} --limit 2", columns: 60, type: "xterm");
        Assert.Matches(Color(), shown);
        AssertTable(Color().Replace(shown, string.Empty), 2, 60);
    }

    [Fact]
    public async Task TheEnvironmentTakesColorsAwayAndSaysTheWidth()
    {
        var shown = await Terminal.RunAsync(
            Folder, $"NO_COLOR=1 COLUMNS=60 taskdb query --sqlitedb {Sample71} --limit 2", columns: 120, type: "xterm");
        Assert.DoesNotMatch(Color(), shown);
        AssertTable(shown, 2, 60);
    }

    [Theory]
    [InlineData("--keys queue,label", 40)]
    [InlineData("--keys queue,started,label", 40)]
    [InlineData("", 40)]
    [InlineData("", 80)]
    [InlineData("--keys queue,started,completed,label", 120)]
    public async Task NoLineIsWiderThanTheTerminal(string keys, int columns)
    {
        string[] args = ["query", "--sqlitedb", Sample92, "--limit", "3", .. keys.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        AssertTable((await TaskDbRun.WithinAsync(Folder, args, terminal: true, width: columns)).Output, 3, columns);
    }

    [Fact]
    public async Task ProgressIsOneLineAndEndsBeforeTheAnswer()
    {
        var shown = await Terminal.RunAsync(Folder, $"taskdb wait --sqlitedb {Sample92} --timeout 700ms", columns: 20, type: "xterm");
        var lines = Control().Replace(shown, string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // Each state is written over the one before; the last stays, and then come the nine that remain.
        Assert.Equal("309 of 318 tasks d…", lines[0].Split('\r')[^1]);
        Assert.Equal(11, lines.Length);
        Assert.Equal("taskdb: the time is over; 9 tasks remain", lines[^1]);
    }

    /// <summary>A table of some tasks that fits, and uses more than the half of the width.</summary>
    private static void AssertTable(string shown, int tasks, int columns)
    {
        var lines = shown.Split('\n');
        Assert.Contains($"{tasks} tasks", lines);
        Assert.InRange(lines.Max(line => line.GetCellWidth()), (columns / 2) + 1, columns);
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Color();

    [GeneratedRegex(@"\x1b(\[[0-9;?]*[A-Za-z]|=)")]
    private static partial Regex Control();
}
