using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TaskDbLinq.Cli;

/// <summary>A command that shows in its help how it is used.</summary>
internal interface IHasExamples
{
    /// <summary>Whole command lines.</summary>
    IReadOnlyList<string> Examples { get; }
}

/// <summary>The usual help, with the command's examples behind it; for all commands together, the first of each.</summary>
internal sealed class ExamplesHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExamplesHelp((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var examples = command is IHasExamples own ? [.. own.Examples] : command.Subcommands.OfType<IHasExamples>().Select(part => part.Examples[0]).ToList();
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            examples.ForEach(example => output.WriteLine($"  {example}"));
        }

        return code;
    }
}
