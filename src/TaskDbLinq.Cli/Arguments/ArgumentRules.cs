using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Arguments;

/// <summary>Rules that arguments of every command share.</summary>
internal static class ArgumentRules
{
    private const char Undecodable = '\uFFFD';

    /// <summary>
    /// .NET puts U+FFFD for bytes that are not UTF-8, so such an argument does not say what was typed: it is refused
    /// rather than searched for.
    /// </summary>
    public static void CheckText(IReadOnlyList<string> args)
    {
        foreach (var (at, text) in args.Index())
        {
            if (text.Contains(Undecodable, StringComparison.Ordinal))
            {
                throw new UsageException($"argument {at + 1} is not UTF-8 (in JSON, the character U+FFFD itself is written \\ufffd)");
            }
        }
    }

    /// <summary>Gives an option a short name.</summary>
    public static T Short<T>(this T option, string name)
        where T : Option
    {
        option.Aliases.Add(name);
        return option;
    }

    /// <summary>An option that takes a count, zero or more.</summary>
    public static Option<WholeNumber?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                return new WholeNumber(count);
            }

            result.AddError($"{name}: expected a whole number from 0 to {int.MaxValue}, not '{text}'");
            return null;
        },
    };

    /// <summary>An option that takes an amount of time.</summary>
    public static Option<string?> Span(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !TimeWords.TryDuration(text, out _))
            {
                result.AddError($"{name}: expected an amount of time such as 90s or 1h30m, not '{text}'");
            }
        });
        return option;
    }

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string?> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', words) };
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError($"{name}: expected one of {string.Join(", ", words)}, not '{token.Value}'");
            }
        });
        return option;
    }

    /// <summary>An option that takes a list of a task's keys, with commas.</summary>
    public static Option<string?> Keys(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.CompletionSources.Add(context =>
        {
            // { msg_id,st => msg_id,started }
            var done = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
            return TaskFields.All.Select(field => new CompletionItem(done + field.Key));
        });
        return option;
    }

    /// <summary>Reads a list such as <c>msg_id,started</c>; null where the option is not given.</summary>
    public static string[]? List(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option)?.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>A misspelt option must not be taken for a value.</summary>
    public static void RefuseOptionLike(ArgumentResult result)
    {
        foreach (var text in result.Tokens.Select(token => token.Value).Where(value => value is ['-', _, ..]))
        {
            var known = (result.Parent as CommandResult)?.Command.Options.Select(option => option.Name) ?? [];
            var meant = Problems.NearMiss.Find(text.Split('=')[0], known);
            result.AddError(meant is null ? $"unknown option '{text}'" : $"unknown option '{text}'; did you mean '{meant}'?");
        }
    }
}
