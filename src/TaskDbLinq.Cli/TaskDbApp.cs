using System.CommandLine;
using System.CommandLine.Invocation;
using TaskDbLinq.Cli.Commands;
using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli;

/// <summary>The command <c>taskdb</c> from its arguments to its exit code, for the process and for tests alike.</summary>
internal static class TaskDbApp
{
    public static readonly ParserConfiguration Parsing = new()
    {
        // '@' starts no response file, and '-submitted' is no bundle of letters.
        ResponseFileTokenReplacer = null,
        EnablePosixBundling = false,
    };

    public static async Task<int> RunAsync(string[] args, Shell shell, CancellationToken cancellationToken = default)
    {
        try
        {
            ArgumentRules.CheckText(args);
            if (args.Length == 0)
            {
                // Who says nothing wants to know what there is to say; a script that says nothing has failed.
                await Root(shell).Parse(["--help"], Parsing).InvokeAsync(new InvocationConfiguration { Output = shell.Error }, cancellationToken).ConfigureAwait(false);
                return ExitCode.Usage;
            }

            var parsed = Root(shell).Parse(args, Parsing);
            if (parsed.Action is ParseErrorAction)
            {
                throw UsageException.Of(parsed);
            }

            var streams = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = shell.Text,
                Error = shell.Error,
            };
            var code = await parsed.InvokeAsync(streams, cancellationToken).ConfigureAwait(false);
            shell.Flush();
            return code;
        }
        catch (Exception fault)
        {
            return Failures.Report(fault, cancellationToken.IsCancellationRequested, shell.Error);
        }
    }

    /// <summary>All commands. A new one is a class in Commands/ and a line here.</summary>
    public static RootCommand Root(Shell shell)
    {
        var root = new RootCommand("Asks IPython's task database.")
        {
            new QueryCommand(shell),
            new LinqCommand(shell),
            new ExplainCommand(shell),
            new GetCommand(shell),
            new ResultCommand(shell),
            new HistoryCommand(shell),
            new StatsCommand(shell),
            new WaitCommand(shell),
            new PurgeCommand(shell),
            new ResubmitCommand(shell),
            new DemoCommand(shell),
            new PlotCommand(shell),
            new ImportCommand(shell),
            new ExportCommand(shell),
            new PruneCommand(shell),
            new ServeCommand(shell),
            new ConfigCommand(shell),
        };
        ExamplesHelp.Install(root);
        return root;
    }
}
