using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;

namespace TaskDbLinq.Cli;

/// <summary>
/// The usual help of a command, with its examples behind it; for all commands together, their groups and the first example of each.
/// </summary>
internal sealed class RootHelp(TaskDbRoot root, HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void Install(TaskDbRoot root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new RootHelp(root, (HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var code = ExitCode.Success;
        if (command == root)
        {
            WriteRoot(output);
        }
        else
        {
            code = usual.Invoke(parseResult);
        }

        var examples = command is IHasExamples own
            ? [.. own.Examples]
            : command.Subcommands.OfType<IHasExamples>().Select(part => part.Examples[0]).ToList();
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            examples.ForEach(example => output.WriteLine($"  {example}"));
        }

        return code;
    }

    private void WriteRoot(TextWriter output)
    {
        output.WriteLine($"{root.Description}\n\nUsage:\n  taskdb COMMAND [ARGUMENTS] [OPTIONS]\n  taskdb COMMAND --help\n");
        foreach (var (title, commands) in root.Groups)
        {
            output.WriteLine($"{title}:");
            foreach (var command in commands)
            {
                output.WriteLine($"  {command.Name,-12}{command.Description}");
            }

            output.WriteLine();
        }

        output.WriteLine("Options:");
        foreach (var option in root.Options.Where(option => !option.Hidden))
        {
            var names = string.Join(", ", option.Aliases.Where(alias => alias[0] == '-').Append(option.Name).Order(StringComparer.Ordinal));
            output.WriteLine($"  {$"{names}{(option.HelpName is { } value ? $" <{value}>" : string.Empty)}",-24}{option.Description}");
        }

        output.WriteLine();
    }
}
