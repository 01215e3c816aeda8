using System.CommandLine;
using TaskDbLinq.Filters;
using TaskDbLinq.Problems;

namespace TaskDbLinq.Cli.Exits;

/// <summary>Arguments that make no command.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    private const string Hint = "(taskdb --help shows how)";

    private static string HintOf(Command command) => command is RootCommand ? Hint : $"(taskdb {command.Name} --help shows how)";

    /// <summary>All that the parser found, in one line.</summary>
    public static UsageException Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var word, ..])
        {
            var meant = NearMiss.Find(word, command.Subcommands.Select(known => known.Name));
            return new($"unknown command '{word}'{(meant is null ? string.Empty : $"; did you mean '{meant}'?")} {Hint}");
        }

        if (parsed.UnmatchedTokens.FirstOrDefault(token => token is ['-', _, ..]) is { } option)
        {
            var meant = NearMiss.Find(option.Split('=')[0], command.Options.Select(known => known.Name));
            return new($"unknown option '{option}'{(meant is null ? string.Empty : $"; did you mean '{meant}'?")} {HintOf(command)}");
        }

        const string Unmatched = "Unrecognized command or argument";
        var problems = parsed.Errors.Select(error => error.Message.TrimEnd('.')).Distinct().ToList();
        var said = problems.Where(problem => !problem.StartsWith(Unmatched, StringComparison.Ordinal)).ToList();
        if (said.Count == 0
            && parsed.UnmatchedTokens is [var more, ..]
            && command.Arguments.Any(argument => argument.Name is "filter" or "predicate"))
        {
            return new($"'{more}' is one argument too many; a filter is one argument, in single quotes {HintOf(command)}");
        }

        return new($"{string.Join("; ", said.Count > 0 ? said : problems)} {HintOf(command)}");
    }
}
