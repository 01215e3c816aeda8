using System.CommandLine;
using System.CommandLine.Invocation;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;

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
            var root = TaskDbRoot.For(args, shell);
            RootHelp.Install(root);
            if (args.Length == 0)
            {
                // Who says nothing wants to know what there is to say; a script that says nothing has failed.
                await root.Parse(["--help"], Parsing).InvokeAsync(
                    new InvocationConfiguration { Output = shell.Error }, cancellationToken).ConfigureAwait(false);
                return ExitCode.Usage;
            }

            var parsed = root.Parse(args, Parsing);
            if (parsed.Action is ParseErrorAction)
            {
                throw UsageException.Of(parsed);
            }

            TimeText.Use(local: parsed.GetValue(root.Time) == TaskDbRoot.Local);
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

    /// <summary>All commands.</summary>
    public static TaskDbRoot Root(Shell shell)
    {
        var root = new TaskDbRoot(shell);
        RootHelp.Install(root);
        return root;
    }
}
