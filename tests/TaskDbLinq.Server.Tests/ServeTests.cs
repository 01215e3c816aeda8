using System.Diagnostics;

namespace TaskDbLinq.Server.Tests;

/// <summary><c>taskdb serve</c> as a process.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly string DotNet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static readonly string TaskDb = Path.Combine(AppContext.BaseDirectory, "taskdb.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-serve");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_prints_the_class()
    {
        var (code, output, error) = await RunAsync("--python");
        Assert.Equal((0, string.Empty), (code, error));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(IpyparallelScript.Folder, "taskdblinq.py"), Cancel), output);
    }

    [Theory]
    [InlineData("--urls: 'http://0.0.0.0:1' can be reached from other machines", "--dictdb", "--urls", "http://0.0.0.0:1")]
    [InlineData("--profile: there is no '", "--dictdb", "--profile", "nobody-has-this-profile")]
    [InlineData("--profile and --connection are different places", "--profile", "x", "--connection", "y")]
    [InlineData("work on a database in SQLite", "--dictdb", "--keep", "7d")]
    public async Task A_wrong_call_is_one_line(string reason, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal((2, string.Empty), (code, output));
        Assert.StartsWith("taskdb: ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
    }

    /// <summary>Both lie in the current folder when nobody names another place: one is not read as the other.</summary>
    [Fact]
    public void The_file_for_clients_is_not_the_configuration() => Assert.NotEqual(TaskDbConfiguration.DefaultFile, ConnectionFile.Name);

    [Fact]
    public async Task The_class_starts_and_ends_a_service_of_its_own()
    {
        IpyparallelScript.Require();
        var seen = await IpyparallelScript.RunAsync("command.py", _folder.FullName, DotNet, TaskDb);
        Assert.Equal(
            """{"history": ["session_1_0", "session_1_1", "session_1_2", "session_1_3", "session_1_4"], "lengths": [0, 1, 2, 3, 4], "ended": 0, "mode": 384}""",
            seen.GetRawText());

        // What the service acknowledged is in the file.
        await using var db = await SqliteDb.OpenAsync(
            Path.Combine(_folder.FullName, "tasks.db"), new SqliteDbOptions { Access = SqliteDbAccess.ReadOnly }, Cancel);
        Assert.Equal(5, await db.CountAsync(Filter.Everything, Cancel));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(DotNet, [TaskDb, "serve", .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var time = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        time.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            var error = process.StandardError.ReadToEndAsync(time.Token);
            var output = await process.StandardOutput.ReadToEndAsync(time.Token);
            await process.WaitForExitAsync(time.Token);
            return (process.ExitCode, output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
