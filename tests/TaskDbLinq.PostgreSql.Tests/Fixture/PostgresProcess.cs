using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TaskDbLinq.PostgreSql.Tests.Fixture;

/// <summary>A PostgreSQL of one's own, in a new folder and on a free port, until it is disposed.</summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    private const string Binaries = "/usr/lib/postgresql";
    private static readonly string[] Users = ["postgres", "nobody"];

    private readonly string _folder;

    private PostgresProcess(string folder, string connectionString) => (_folder, ConnectionString) = (folder, connectionString);

    /// <summary>Why none can be started; null where one can.</summary>
    public static string? Missing => !Directory.Exists(Binaries) || (Environment.IsPrivilegedProcess && UserToRunAs() is null)
        ? $"PostgreSQL is not installed (no {Binaries})"
        : null;

    /// <summary>The connection string of its database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    /// <param name="settings">Options of the server.</param>
    public static async Task<PostgresProcess> StartAsync(string settings)
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await ExecuteAsync("chown", UserToRunAs()!, folder);
        }

        var port = FreePort();
        await RunAsync(
            "initdb", "-D", $"{folder}/data", "-A", "trust", "-U", "taskdb", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions");
        await RunAsync(
            "pg_ctl", "-D", $"{folder}/data", "-w", "-l", $"{folder}/log", "-o", $"-p {port} -h 127.0.0.1 -k {folder} {settings}", "start");
        return new PostgresProcess(folder, $"Host=127.0.0.1;Port={port};Username=taskdb;Database=postgres");
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private static string? UserToRunAs() =>
        Users.FirstOrDefault(user => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(user + ":", StringComparison.Ordinal)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunAsync(string program, params string[] arguments)
    {
        var binary = Path.Combine(Directory.GetDirectories(Binaries).OrderDescending().First(), "bin", program);
        return Environment.IsPrivilegedProcess
            ? ExecuteAsync("runuser", ["-u", UserToRunAs()!, "--", binary, .. arguments])
            : ExecuteAsync(binary, arguments);
    }

    private static async Task ExecuteAsync(string program, params string[] arguments)
    {
        // The server keeps what it inherits: its output goes nowhere, not into a pipe that would never end.
        using var process =
            Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
            {
                WorkingDirectory = Path.GetTempPath(),
            })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}");
        }
    }
}
