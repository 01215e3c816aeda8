using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TaskDbLinq.Mongo.Tests.Driver;

/// <summary>
/// An engine of the test's own, of tests/mongo-engine, which may be killed: another data set on another port than the
/// engine that all tests share.
/// </summary>
internal sealed class OwnEngine : IAsyncDisposable
{
    private readonly string _script;
    private readonly string _instance = $"crash{Environment.ProcessId}";
    private readonly int _port = FreePort();

    private readonly string _cache;

    private OwnEngine(string script, string cache) => (_script, _cache) = (script, cache);

    public string Uri => $"mongodb://127.0.0.1:{_port}/?directConnection=true&retryWrites=false";

    /// <summary>Starts an engine; skips the test, saying why, where none can be run.</summary>
    public static async Task<OwnEngine> StartAsync()
    {
        var script = Script();
        Assert.SkipUnless(script is not null, "needs tests/mongo-engine/engine.sh of the repository");
        Assert.SkipUnless(Environment.UserName == "root", "needs root: engine.sh runs the engine in a chroot");
        var cache = Environment.GetEnvironmentVariable("TASKDB_ENGINE_CACHE") ?? "/var/cache/taskdb-linq/mongo-engine";
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(cache, "root")), "needs the engine installed: tests/mongo-engine/engine.sh install");
        var engine = new OwnEngine(script!, cache);
        await engine.RunAsync("start");
        return engine;
    }

    /// <summary>SIGKILL, as a crash would.</summary>
    public Task KillAsync() => RunAsync("kill");

    public Task StartAgainAsync() => RunAsync("start");

    /// <summary>Stops the engine and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop");
        Directory.Delete(Path.Combine(_cache, "root", "srv", "taskdb", _instance), recursive: true);
        Directory.Delete(Path.Combine(_cache, "run", _instance), recursive: true);
    }

    private static string? Script()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var script = Path.Combine(directory.FullName, "tests", "mongo-engine", "engine.sh");
            if (File.Exists(script))
            {
                return script;
            }
        }

        return null;
    }

    private async Task RunAsync(string command)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("bash", [_script, command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process.StartInfo.Environment["TASKDB_ENGINE_PORT"] = $"{_port}";
        process.StartInfo.Environment["TASKDB_ENGINE_INSTANCE"] = _instance;
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"engine.sh {command} failed: {await errors}{await output}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
