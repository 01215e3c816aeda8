using System.Diagnostics;
using System.Text;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Configuration;

namespace TaskDbLinq.Cli.Tests.Running;

/// <summary>One run of the built <c>taskdb</c>, as a process of its own or within the tests.</summary>
internal sealed record TaskDbRun(int ExitCode, byte[] OutputBytes, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "taskdb.dll");

    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The command as words for a shell.</summary>
    public static string Command { get; } = $"{DotNet} {Assembly}";

    /// <summary>Standard output, read as strict UTF-8.</summary>
    public string Output => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(OutputBytes);

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Only one run at a time may have the current folder.</summary>
    private static readonly SemaphoreSlim CurrentFolder = new(1, 1);

    /// <summary>
    /// Runs the command within the tests' process, with no terminal or a plain one: the same code from the arguments to the exit code, and
    /// a tenth of
    /// the time, since nothing is loaded or compiled anew.
    /// </summary>
    public static async Task<TaskDbRun> WithinAsync(
        string folder,
        IEnumerable<string> args,
        (string Name, string Value)? setting = null,
        string input = "",
        bool terminal = false,
        int width = 80)
    {
        using var timeout = new CancellationTokenSource(Patience);
        await CurrentFolder.WaitAsync(timeout.Token);
        var before = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = folder;
            if (setting is { } set)
            {
                Environment.SetEnvironmentVariable(set.Name, set.Value);
            }

            using var output = new MemoryStream();
            var error = new StringWriter { NewLine = "\n" };
            var code = await TaskDbApp.RunAsync(
                [.. args],
                new Shell(output, error) { Input = () => new StringReader(input), IsTerminal = terminal, Width = width },
                timeout.Token);
            return new TaskDbRun(code, output.ToArray(), error.ToString());
        }
        finally
        {
            Environment.CurrentDirectory = before;
            if (setting is { } set)
            {
                Environment.SetEnvironmentVariable(set.Name, null);
            }

            CurrentFolder.Release();
        }
    }

    public static Task<TaskDbRun> OfAsync(string folder, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> args) =>
        OfCommandAsync(folder, environment, DotNet, [Assembly, .. args]);

    /// <summary>Runs a script in bash; in it, <c>$TASKDB</c> is the command.</summary>
    public static Task<TaskDbRun> OfScriptAsync(string folder, string script) =>
        OfCommandAsync(folder, new Dictionary<string, string> { ["TASKDB"] = Command }, "bash", ["-c", script]);

    public static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, string file, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(file, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("COLUMNS");
        start.Environment.Remove("NO_COLOR");
        foreach (var name in start.Environment.Keys.Where(
            name => name.StartsWith(TaskDbConfiguration.EnvironmentPrefix, StringComparison.Ordinal))
            .ToList())
        {
            // It is of a run within this process, at this time.
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static async Task<TaskDbRun> OfCommandAsync(
        string folder, IReadOnlyDictionary<string, string>? environment, string file, IEnumerable<string> args)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var process = Start(folder, environment, file, args);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return new TaskDbRun(process.ExitCode, output.ToArray(), await error);
    }
}
