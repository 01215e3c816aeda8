using System.Diagnostics;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>
/// Runs the writer program where it may do less than this process. Root passes over permissions, so as root it runs without
/// the capabilities that let it; a disk of its own it has in a mount namespace, which takes root.
/// </summary>
internal static class ConfinedProcess
{
    private static readonly string[] WithoutOverride =
        Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];

    /// <summary>Runs it held to the permissions of files; gives the lines that it prints.</summary>
    public static async Task<string[]> RunAsync(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are those of Unix.");
        Assert.SkipUnless(
            await SucceedsAsync([.. WithoutOverride, "true"]),
            "As root, permissions bind only a process that setpriv (util-linux) has confined.");
        return await LinesAsync([.. WithoutOverride, "dotnet", Writer, .. arguments]);
    }

    /// <summary>Runs it after a shell command in a mount namespace of its own.</summary>
    public static async Task<string[]> RunMountedAsync(string mount, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mount namespaces are Linux's.");
        Assert.SkipUnless(
            await SucceedsAsync(["unshare", "-m", "sh", "-c", mount]), "This process may not mount a file system (unshare -m, as root).");
        return await LinesAsync(["unshare", "-m", "sh", "-c", mount + " && exec \"$@\"", "sh", "dotnet", Writer, .. arguments]);
    }

    private static string Writer => Path.Combine(AppContext.BaseDirectory, "TaskDbLinq.Sqlite.Writer.dll");

    private static async Task<string[]> LinesAsync(string[] command)
    {
        var (code, output, errors) = await RunCommandAsync(command);
        Assert.True(code == 0, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<bool> SucceedsAsync(string[] command)
    {
        try
        {
            return (await RunCommandAsync(command)).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output, string Errors)> RunCommandAsync(string[] command)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var process =
            Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, output, await errors);
    }
}
