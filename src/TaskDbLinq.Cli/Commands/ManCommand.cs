using System.CommandLine;
using System.Reflection;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Describing;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Commands;

/// <summary><c>taskdb man</c>: the manual page of this command.</summary>
internal sealed class ManCommand : Command, IHasExamples
{
    public ManCommand(Shell shell)
        : base("man", "Prints the manual page, for man(1).") => SetAction(parsed =>
        {
            var version = typeof(ManCommand).Assembly.GetName().Version is { } known ? known.ToString(3) : string.Empty;
            shell.Text.Write(ManPage.Of((GroupedRoot)parsed.RootCommandResult.Command, version));
            return ExitCode.Success;
        });

    public IReadOnlyList<string> Examples { get; } = ["taskdb man > ~/.local/share/man/man1/taskdb.1"];
}
