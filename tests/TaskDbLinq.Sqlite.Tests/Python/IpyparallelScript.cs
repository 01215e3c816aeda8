using System.Diagnostics;
using System.Text.Json;

namespace TaskDbLinq.Sqlite.Tests.Python;

/// <summary>Runs the scripts of this folder with a Python that has ipyparallel; where there is none, tests are skipped.</summary>
internal static class IpyparallelScript
{
    private static readonly string[] Candidates = ["/usr/bin/python3", "python3"];

    private static readonly string? Python = Candidates.FirstOrDefault(HasIpyparallel);

    /// <summary>Skips the test, with the reason, where there is no ipyparallel.</summary>
    public static void Require() =>
        Assert.SkipWhen(Python is null, "There is no Python with ipyparallel here (Debian: apt-get install python3-ipyparallel).");

    /// <summary>Starts a script with its standard streams redirected.</summary>
    public static Process Start(string script, params string[] arguments)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Python", script);
        return Process.Start(new ProcessStartInfo(Python!, [file, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Runs a script to its end, and reads the JSON that it prints.</summary>
    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        using var process = Start(script, arguments);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await errors);
        return JsonDocument.Parse(output).RootElement;
    }

    private static bool HasIpyparallel(string python)
    {
        if (Path.IsPathRooted(python) && !File.Exists(python))
        {
            return false;
        }

        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(python, ["-c", "import ipyparallel.controller.sqlitedb"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
