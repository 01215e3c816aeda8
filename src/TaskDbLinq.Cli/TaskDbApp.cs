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
            if (args.Length == 0)
            {
                // Who says nothing wants to know what there is to say; a script that says nothing has failed.
                await Root(shell).Parse(["--help"], Parsing).InvokeAsync(
                    new InvocationConfiguration { Output = shell.Error }, cancellationToken).ConfigureAwait(false);
                return ExitCode.Usage;
            }

            var (parsed, time) = Parse(args, shell);
            if (parsed.Action is ParseErrorAction)
            {
                throw UsageException.Of(parsed);
            }

            TimeText.Use(local: parsed.GetValue(time) == TaskDbRoot.Local);
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

    /// <summary>Parses a sound command with no more than it needs; for help and for errors there is the whole.</summary>
    private static (ParseResult Parsed, Option<string?> Time) Parse(string[] args, Shell shell)
    {
        if (TaskDbRoot.Alone(args, shell) is var (alone, time) && alone.Parse(args, Parsing) is { Errors.Count: 0 } plain)
        {
            return (plain, time);
        }

        var root = TaskDbRoot.For(args, shell);
        RootHelp.Install(root);
        return (root.Parse(args, Parsing), root.Time);
    }

    /// <summary>All commands.</summary>
    public static TaskDbRoot Root(Shell shell)
    {
        var root = new TaskDbRoot(shell);
        RootHelp.Install(root);
        return root;
    }
}
