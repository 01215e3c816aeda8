namespace TaskDbLinq.Server.Tests;

/// <summary>What may go wrong while a real controller works.</summary>
public sealed class FaultTests : ControllerTest
{
    private const int Freeze = 6;

    // Seconds. A hub that waited for the service would need more than the freeze; a usual run shares its machine with other tests.
    private static readonly double Slowest = IsLong ? 1 : 5;

    /// <summary>
    /// The service is frozen and killed while tasks run, the controller ended by SIGTERM and SIGKILL after 200: nothing is lost, and nobody
    /// waits.
    /// </summary>
    [Fact]
    public async Task A_service_and_a_controller_may_fail()
    {
        IpyparallelScript.Require();
        Directory.CreateDirectory(Path.GetDirectoryName(Connection)!);
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var seen = await IpyparallelScript.RunAsync(
            "faults.py", Folder, $"{Freeze}", dotnet, Path.Combine(AppContext.BaseDirectory, "taskdb.dll"));
        foreach (var fault in (string[])["frozen", "killed"])
        {
            var answer = seen.GetProperty(fault);
            Assert.Equal(
                (fault, 20, true), (fault, answer.GetProperty("kept").GetInt32(), answer.GetProperty("by another client").GetBoolean()));
            Assert.InRange(answer.GetProperty("slowest").GetDouble(), 0, Slowest);
        }

        Assert.Equal(
            (200, 200, 0),
            (seen.GetProperty("SIGTERM").GetInt32(), seen.GetProperty("SIGKILL").GetInt32(), seen.GetProperty("stopped").GetInt32()));
        Assert.Contains(
            seen.GetProperty("log").EnumerateArray(), line => line.GetString()!.Contains("The cluster goes on", StringComparison.Ordinal));
        Assert.DoesNotContain(
            seen.GetProperty("log").EnumerateArray(), line => line.GetString()!.Contains("lost", StringComparison.Ordinal));
    }
}
