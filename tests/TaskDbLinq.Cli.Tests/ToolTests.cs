using System.Diagnostics;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The command as people get it: packed as a .NET tool, installed from a folder, without any other source.</summary>
public class ToolTests : CliTest
{
    [Fact]
    public async Task PackedInstalledAndRun()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(AppContext.BaseDirectory + "."))!);
        var (packages, tools) = (Path.Combine(Elsewhere, "packages"), Path.Combine(Elsewhere, "tools"));
        await DotNet("pack", Path.Combine(Repository, "src", "TaskDbLinq.Cli"), "--no-restore", "--no-build", "-c", configuration, "-o", packages, "-v", "q");
        var config = Path.Combine(Elsewhere, "nuget.config");
        await File.WriteAllTextAsync(
            config,
            $"""<configuration><packageSources><clear /><add key="here" value="{packages}" /></packageSources></configuration>""",
            TestContext.Current.CancellationToken);
        await DotNet("tool", "install", "TaskDbLinq.Cli", "--tool-path", tools, "--configfile", config, "--no-cache");
        Assert.Matches(@"^\d+\.\d+\.\d+", await Output(Path.Combine(tools, "taskdb"), "--version"));
        Assert.Equal("318\n", await Output(Path.Combine(tools, "taskdb"), "query", "--sqlitedb", Sample92, "--count"));
    }

    private Task<string> DotNet(params string[] args) => Output(TaskDbRun.DotNet, args);

    private async Task<string> Output(string file, params string[] args)
    {
        // The tool's launcher finds the runtime where this test's is.
        var root = Path.GetDirectoryName(Process.GetCurrentProcess().MainModule!.FileName) is { } folder && File.Exists(Path.Combine(folder, "dotnet")) ? folder : null;
        var environment = root is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["DOTNET_ROOT"] = root };
        using var process = TaskDbRun.Start(Folder, environment, file, args);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{file} {string.Join(' ', args)}: {process.ExitCode}\n{output}\n{await error}");
        return output;
    }
}
