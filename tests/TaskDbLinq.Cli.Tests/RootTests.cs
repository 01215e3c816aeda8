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
}
