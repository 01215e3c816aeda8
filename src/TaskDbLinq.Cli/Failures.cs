using TaskDbLinq.Cli.Exits;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Cli;

/// <summary>The one place where a failure becomes an exit code and a line on standard error.</summary>
internal static class Failures
{
    /// <summary>Says what went wrong, in one line.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="cancelled">Whether the user ended the command: whatever broke off then did so for that.</param>
    /// <param name="error">Standard error.</param>
    /// <returns>The exit code.</returns>
    public static int Report(Exception fault, bool cancelled, TextWriter error)
    {
        var (code, line) = cancelled ? (ExitCode.Interrupted, null) : Describe(fault);
        if (line is not null)
        {
            error.WriteLine($"taskdb: {OneLine(line)}");
        }

        return code;
    }

    private static (int Code, string? Line) Describe(Exception fault) => fault switch
    {
        // Who closed the pipe has read enough.
        ClosedPipeException => (ExitCode.Success, null),
        OperationCanceledException => (ExitCode.Interrupted, null),
        UsageException => (ExitCode.Usage, fault.Message),
        QueryException => (ExitCode.Usage, $"bad query: {fault.Message}"),
        ConfigurationException => (ExitCode.Usage, $"bad configuration: {fault.Message}"),
        TaskDbLinqException or IOException or UnauthorizedAccessException or TimeoutException => (ExitCode.Failure, fault.Message),
        _ => (ExitCode.Failure, $"{fault.GetType().Name}: {fault.Message}"),
    };

    /// <summary>A message is one line whatever was put into it, and sends no control codes to the terminal.</summary>
    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(QueryProblem.Printable));
}
