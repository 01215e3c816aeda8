using System.Diagnostics;
using System.Text.Json;

namespace TaskDbLinq.Server.Tests;

/// <summary>Runs the scripts of the folder Python with a Python that has ipyparallel; where there is none, tests are skipped.</summary>
internal static class IpyparallelScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private static readonly string[] Candidates = ["/usr/bin/python3", "python3"];

    private static readonly string? Python = Candidates.FirstOrDefault(HasIpyparallel);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Python");

    /// <summary>Skips the test, with the reason, where there is no ipyparallel.</summary>
    public static void Require() =>
        Assert.SkipWhen(Python is null, "There is no Python with ipyparallel here (Debian: apt-get install python3-ipyparallel).");

    /// <summary>Runs a script to its end, and reads the JSON that it prints.</summary>
    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        time.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo(Python!, [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(time.Token);
            var output = await process.StandardOutput.ReadToEndAsync(time.Token);
            await process.WaitForExitAsync(time.Token);
            Assert.True(process.ExitCode == 0, await errors);
            return JsonDocument.Parse(output).RootElement;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static bool HasIpyparallel(string python)
    {
        if (Path.IsPathRooted(python) && !File.Exists(python))
        {
            return false;
        }

        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(python, ["-c", "import ipyparallel.tests.test_db"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
