using System.Text.RegularExpressions;
using Spectre.Console;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The command on a terminal: colours, widths, progress.</summary>
public partial class TerminalTests : CliTest
{
    [Theory]
    [InlineData("xterm", null, true)]
    [InlineData("xterm", "1", false)]
    [InlineData("xterm", "", true)]
    [InlineData("dumb", null, false)]
    public async Task ColoursAreForTerminalsThatAreWanted(string type, string? noColor, bool expected)
    {
        // https://no-color.org: set and not empty.
        var shown = await Terminal.RunAsync(
            Folder, $"taskdb query --sqlitedb {Sample71} --limit 2 --keys queue", type: type, setting: noColor is null ? null : ("NO_COLOR", noColor));
        Assert.Contains("2 tasks", shown, StringComparison.Ordinal);
        Assert.Equal(expected, Colour().IsMatch(shown));
    }

    [Theory]
    [InlineData("--keys queue,label", 40)]
    [InlineData("--keys queue,started,label", 40)]
    [InlineData("", 40)]
    [InlineData("", 80)]
    [InlineData("--keys queue,started,completed,label", 120)]
    public async Task NoLineIsWiderThanTheTerminal(string keys, int columns)
    {
        var shown = await Terminal.RunAsync(Folder, $"taskdb query --sqlitedb {Sample92} --limit 3 {keys}", columns);
        var lines = shown.Split('\n');
        Assert.Contains("3 tasks", lines);
        Assert.All(lines, line => Assert.InRange(line.GetCellWidth(), 0, columns));
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

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"\x1b(\[[0-9;?]*[A-Za-z]|=)")]
    private static partial Regex Control();
}
