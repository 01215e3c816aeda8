using System.CommandLine;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;

namespace TaskDbLinq.Cli.Commands;

/// <summary>The question before tasks are dropped for good; where nobody is there to be asked, only <c>--yes</c> is a yes.</summary>
internal sealed class Consent(Shell shell)
{
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Drop without asking." };

    public void AddTo(Command command) => command.Options.Add(_yes);

    /// <summary>Whether it was given with the command, so that nothing need be counted to ask.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_yes);

    /// <exception cref="UsageException">Nobody is there to be asked.</exception>
    /// <exception cref="IOException">The answer is no.</exception>
    public void Ask(ParseResult parsed, long count)
    {
        if (IsGiven(parsed))
        {
            return;
        }

        if (shell.Answers is not { } answers)
        {
            throw new UsageException(
                $"{parsed.CommandResult.Command.Name} would drop {Numbers.Tasks(count)} for good, and nobody is there to be asked; "
                + "say --yes, or --dry-run to see them");
        }

        shell.Error.Write($"Drop {Numbers.Tasks(count)} for good? [y/N] ");
        if (answers().ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new IOException("nothing was dropped");
        }
    }
}
