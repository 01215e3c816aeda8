using System.CommandLine;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Cli.Commands;

/// <summary>
/// Where a filter comes from: the command line, a file (<c>@FILE</c>) or standard input (<c>-</c>); with values by <c>--arg</c>, so that
/// no text is put together in a shell.
/// </summary>
internal sealed class FilterSource(Shell shell)
{
    private readonly Option<string[]> _values = Values();

    /// <summary>Adds the option that gives values.</summary>
    public void AddTo(Command command) => command.Options.Add(_values);

    /// <summary>Whether an argument is a filter rather than an id of a task.</summary>
    public static bool IsFilter(string text) => text == "-" || text.TrimStart() is ['{' or '@', ..];

    /// <summary>Reads the filter.</summary>
    /// <exception cref="UsageException">A file can't be read, or a value is not used.</exception>
    /// <exception cref="QueryException">The text is not a filter of tasks.</exception>
    public Filter Read(ParseResult parsed, string argument, DateTime now)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var given in parsed.GetValue(_values) ?? [])
        {
            values[given[..given.IndexOf('=', StringComparison.Ordinal)]] = given[(given.IndexOf('=', StringComparison.Ordinal) + 1)..];
        }

        return FilterText.Parse(Text(argument), now, values);
    }

    private string Text(string argument)
    {
        if (argument == "-")
        {
            return shell.Input().ReadToEnd();
        }

        if (argument is not ['@', .. var file])
        {
            return argument;
        }

        return File.Exists(file) ? File.ReadAllText(file) : throw new UsageException($"no such file: '{file}', which '{argument}' names");
    }

    private static Option<string[]> Values()
    {
        var option = new Option<string[]>("--arg")
        {
            Description = "A text that the filter names as \"$NAME\"; may be given several times.",
            HelpName = "NAME=VALUE",
            Arity = ArgumentArity.OneOrMore,
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
            {
                result.AddError($"--arg: expected NAME=VALUE, not '{token.Value}'");
            }
        });
        return option;
    }
}
