using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(TaskDbLinq.PostgreSql.Tests.Fixture.PostgresServer))]

namespace TaskDbLinq.PostgreSql.Tests.Fixture;

/// <summary>
/// A PostgreSQL for all tests: the one that <c>TASKDB_TEST_POSTGRES</c> names by its connection string, or one that is started in a folder
/// of
/// its own. Its databases are ordered by a language's rules, so that code-point order has to be asked for.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Wanted = "TASKDB_TEST_POSTGRES";
    private const string Binaries = "/usr/lib/postgresql";
    private static readonly string[] Users = ["postgres", "nobody"];

    private string? _folder;
    private string? _connection;
    private int _databases;
    private int _schemas;
    private Lazy<string>? _shared;

    /// <summary>Why there is no server; null when there is one.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _connection = Environment.GetEnvironmentVariable(Wanted);
        if (string.IsNullOrEmpty(_connection))
        {
            _connection = await StartAsync();
        }
    }

    /// <summary>
    /// Returns the connection string of a database that many tests share, and the name of a schema in it that is one test's own.
    /// </summary>
    public (string Connection, string Schema) CreateSchema() =>
        (
            LazyInitializer.EnsureInitialized(ref _shared, () => new Lazy<string>(CreateDatabase)).Value,
            $"s{Interlocked.Increment(ref _schemas)}");

    /// <summary>Creates an empty database, and returns its connection string; skips the test where there is no server.</summary>
    public string CreateDatabase()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? string.Empty);
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(_connection);
        connection.Open();
        using var create = new NpgsqlCommand(
            $"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'", connection);
        create.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(_connection)
        {
            Database = name,
            Pooling = true,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_folder is not null)
        {
            await RunAsync("pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "stop");
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<string?> StartAsync()
    {
        if (!Directory.Exists(Binaries) || (Environment.IsPrivilegedProcess && UserToRunAs() is null))
        {
            Missing = $"PostgreSQL is not installed (no {Binaries}), and {Wanted} names no server";
            return null;
        }

        _folder = Directory.CreateTempSubdirectory("taskdb-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await ExecuteAsync("chown", UserToRunAs()!, _folder);
        }

        var port = FreePort();
        await RunAsync(
            "initdb", "-D", $"{_folder}/data", "-A", "trust", "-U", "taskdb", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions");
        await RunAsync(
            "pg_ctl", "-D", $"{_folder}/data", "-w", "-l", $"{_folder}/log", "-o",
            $"-p {port} -h 127.0.0.1 -k {_folder} -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c "
            + "shared_buffers=16MB", "start");
        return $"Host=127.0.0.1;Port={port};Username=taskdb;Database=postgres";
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
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}");
    }
}
