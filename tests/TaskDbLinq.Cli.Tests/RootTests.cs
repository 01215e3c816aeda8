using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The command that is named first is made alone; each way to ask about several commands has them all.</summary>
public class RootTests
{
    private static readonly Shell Nowhere = new(Stream.Null, TextWriter.Null);
    private static readonly string[] Names = [.. new TaskDbRoot(Nowhere).Subcommands.Select(command => command.Name)];

    [Fact]
    public void ANamedCommandIsMadeAlone()
    {
        foreach (var name in Names.Except(["man", "completion"]))
        {
            Assert.Equal(name, Assert.Single(TaskDbRoot.For([name, "--help"], Nowhere).Subcommands).Name);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("qeury")]
    [InlineData("--time", "local", "query")]
    [InlineData("man")]
    [InlineData("completion", "bash")]
    public void OtherwiseAllAreThere(params string[] args) =>
        Assert.Equal(Names, TaskDbRoot.For(args, Nowhere).Subcommands.Select(command => command.Name));

    /// <summary>What is no question about a command needs neither help nor version, and they are not made.</summary>
    [Fact]
    public void ACommandIsParsedWithoutHelpAndVersion()
    {
        var (parser, time) = Assert.NotNull(TaskDbRoot.Alone(["query", "{}", "--time", "local"], Nowhere));
        Assert.Equal("query", Assert.Single(parser.Subcommands).Name);
        Assert.Equal("--time", Assert.Single(parser.Options).Name);
        var parsed = parser.Parse(["query", "{}", "--time", "local"], TaskDbApp.Parsing);
        Assert.Empty(parsed.Errors);
        Assert.Equal("local", parsed.GetValue(time));
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("qeury", "{}")]
    [InlineData("query", "--help")]
    [InlineData("query", "{}", "-h")]
    [InlineData("query", "/?")]
    [InlineData("get", "--help:x")]
    [InlineData("get", "--version")]
    [InlineData("man")]
    public void WhoAsksAboutACommandGetsTheWhole(params string[] args) => Assert.Null(TaskDbRoot.Alone(args, Nowhere));
}
