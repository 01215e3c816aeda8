using System.CommandLine;

namespace TaskDbLinq.Cli.Describing;

/// <summary>The root of commands that are in groups, by what they are for.</summary>
internal abstract class GroupedRoot(string description) : RootCommand(description)
{
    /// <summary>The commands with the titles of their groups.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<Command> Commands)> Groups { get; protected init; } = [];
}
