using System.Diagnostics;
using System.Text.Json;

namespace TaskDbLinq.Wire.Tests;

/// <summary>
/// Runs the scripts of the folder Python with a Python that has what they import; where there is none, tests are skipped.
/// </summary>
internal static class PythonScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private static readonly string[] Candidates = ["/usr/bin/python3", "python3"];

    private static readonly string? WithPymongo = Candidates.FirstOrDefault(python => Has(python, "import pymongo"));

    private static readonly string? WithIpyparallel = Candidates.FirstOrDefault(
        python => Has(python, "import pymongo, pytest, ipyparallel.tests.test_mongodb"));

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Python");

    /// <summary>A Python with pymongo; skips the test, with the reason, where there is none.</summary>
    public static string Pymongo()
    {
        Assert.SkipWhen(WithPymongo is null, "There is no Python with pymongo here (Debian: apt-get install python3-pymongo).");
        return WithPymongo!;
    }

    /// <summary>A Python with pymongo, pytest and ipyparallel; skips the test, with the reason, where there is none.</summary>
    public static string Ipyparallel()
    {
        Assert.SkipWhen(
            WithIpyparallel is null,
            "There is no Python with ipyparallel, pymongo and pytest here (Debian: apt-get install python3-ipyparallel "
            + "python3-pymongo python3-pytest).");
        return WithIpyparallel!;
    }

    /// <summary>Runs a script to its end, and reads the JSON that it prints.</summary>
    public static async Task<JsonElement> RunAsync(string python, string script, params string[] arguments)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        time.CancelAfter(Patience);
        using var process = Process.Start(new ProcessStartInfo(python, [Path.Combine(Folder, script), .. arguments])
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

    private static bool Has(string python, string import)
    {
        if (Path.IsPathRooted(python) && !File.Exists(python))
        {
            return false;
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", import]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
