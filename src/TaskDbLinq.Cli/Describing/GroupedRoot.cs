using System.CommandLine;

namespace TaskDbLinq.Cli.Describing;

/// <summary>The root of commands that are in groups, by what they are for.</summary>
internal abstract class GroupedRoot(string description) : RootCommand(description)
{
    /// <summary>The commands with the titles of their groups.</summary>
    public IReadOnlyList<CommandGroup> Groups { get; protected init; } = [];
}

/// <summary>Commands of one purpose.</summary>
/// <param name="Title">The purpose.</param>
/// <param name="Commands">The commands.</param>
internal sealed record CommandGroup(string Title, IReadOnlyList<Command> Commands);
