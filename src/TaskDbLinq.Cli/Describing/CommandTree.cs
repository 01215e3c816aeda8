using System.CommandLine;
using System.CommandLine.Completions;
using TaskDbLinq.Cli.Arguments;

namespace TaskDbLinq.Cli.Describing;

/// <summary>An option as scripts and manuals describe it.</summary>
/// <param name="Name">Its name, with its dashes.</param>
/// <param name="Description">What it does.</param>
/// <param name="Value">The name of its value; null for a switch.</param>
/// <param name="Words">The words that it takes; empty for any value.</param>
/// <param name="IsList">Whether it takes several of the words, with commas.</param>
internal sealed record DescribedOption(string Name, string Description, string? Value, IReadOnlyList<string> Words, bool IsList)
{
    public static DescribedOption Of(Option option)
    {
        var isSwitch = option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0;
        var words = isSwitch
            ? []
            : option.GetCompletions(CompletionContext.Empty).Select(item => item.Label).Order(StringComparer.Ordinal).ToList();
        return new(
            option.Name,
            option.Description ?? string.Empty,
            isSwitch ? null : option.HelpName ?? "VALUE",
            words,
            option.HelpName is "a,b" or "a,-b");
    }
}

/// <summary>A command with its options.</summary>
internal sealed record DescribedCommand(
    string Name,
    string Description,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<DescribedOption> Options,
    IReadOnlyList<string> Examples);

/// <summary>The one source of completion scripts and of the manual page: the commands as they are parsed.</summary>
internal static class CommandTree
{
    public static IReadOnlyList<DescribedCommand> Of(GroupedRoot root)
    {
        var common = root.Options.Where(option => option.Recursive && !option.Hidden).Select(DescribedOption.Of).ToList();
        return
        [
            .. root.Subcommands.Where(command => !command.Hidden).OrderBy(command => command.Name, StringComparer.Ordinal)
                .Select(command => Of(command, common)),
        ];
    }

    private static DescribedCommand Of(Command command, IEnumerable<DescribedOption> common) => new(
        command.Name,
        command.Description ?? string.Empty,
        [.. command.Arguments.Select(argument => IsOptional(argument) ? $"[{argument.Name}]" : argument.Name)],
        [
            .. command.Options.Where(option => !option.Hidden).Select(DescribedOption.Of).Concat(common)
                .DistinctBy(option => option.Name).OrderBy(option => option.Name, StringComparer.Ordinal),
        ],
        command is IHasExamples { Examples: var examples } ? examples : []);

    private static bool IsOptional(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue;
}
