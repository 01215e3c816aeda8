using System.Text;

namespace TaskDbLinq.Cli.Tests.Running;

/// <summary>Runs a command line on a terminal, as a person does: util-linux's <c>script</c> makes one.</summary>
internal static class Terminal
{
    private const string Script = "/usr/bin/script";

    /// <summary>All that the person sees, standard output and error as they come, with <c>\n</c> for the end of a line.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="line">The command line, for bash; <c>taskdb</c> is the command.</param>
    /// <param name="columns">The width of the terminal.</param>
    /// <param name="type">Its type: <c>dumb</c> for one that has lines only.</param>
    /// <param name="setting">A variable of the environment, if any.</param>
    public static async Task<string> RunAsync(
        string folder, string line, int columns = 80, string type = "dumb", (string Name, string Value)? setting = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Script), "There is no script(1) of util-linux to make a terminal.");
        var environment = new Dictionary<string, string>
        {
            ["SHELL"] = "/bin/bash",
            ["TERM"] = type,
            ["TASKDB"] = TaskDbRun.Command,
            ["LINE"] = line,
        };
        if (setting is { } given)
        {
            environment[given.Name] = given.Value;
        }

        var command = $"stty cols {columns}; taskdb() {{ $TASKDB \"$@\"; }}; eval \"$LINE\"";
        using var process = TaskDbRun.Start(folder, environment, Script, ["-qec", command, "/dev/null"]);
        using var output = new StreamReader(process.StandardOutput.BaseStream, Encoding.UTF8);
        return (await output.ReadToEndAsync()).Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
