using System.CommandLine;
using TaskDbLinq.Filters;
using TaskDbLinq.Problems;

namespace TaskDbLinq.Cli;

/// <summary>Arguments that make no command.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    private const string Hint = "(taskdb --help shows how)";

    /// <summary>All that the parser found, in one line.</summary>
    public static UsageException Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var word, ..])
        {
            var meant = NearMiss.Find(word, command.Subcommands.Select(known => known.Name));
            return new($"unknown command '{word}'{(meant is null ? string.Empty : $"; did you mean '{meant}'?")} {Hint}");
        }

        var problems = parsed.Errors.Select(error => error.Message.TrimEnd('.')).Distinct();
        return new($"{string.Join("; ", problems)} {Hint}");
    }
}
