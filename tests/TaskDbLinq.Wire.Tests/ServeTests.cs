using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary><c>taskdb serve --wire</c> as a process.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly string DotNet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static readonly string TaskDb = Path.Combine(AppContext.BaseDirectory, "taskdb.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-wire");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--wire: 'abc' is no port", "--dictdb", "--wire", "abc")]
    [InlineData("--wire-database goes with --wire", "--dictdb", "--wire-database", "x")]
    [InlineData("--wire-add-user goes with --wire-users", "--dictdb", "--wire-add-user", "x")]
    [InlineData("--wire: the address can be reached from other machines", "--dictdb", "--wire", "0.0.0.0:27999", "--connection", "c.json")]
    public async Task A_wrong_call_is_one_line(string reason, params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.Equal((2, error.Length - 1), (process.ExitCode, error.IndexOf('\n', StringComparison.Ordinal)));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_is_added_and_may_ask()
    {
        using (var adding = Start("--wire-users", "users.json", "--wire-add-user", "me"))
        {
            await adding.StandardInput.WriteLineAsync("correct horse".AsMemory(), Cancel);
            adding.StandardInput.Close();
            await adding.WaitForExitAsync(Cancel);
            Assert.Equal(0, adding.ExitCode);
        }

        using var serving = Start(
            "--sqlitedb", "tasks.db", "--wire", "0", "--wire-users", "users.json", "--wire-database", "mine", "--connection", "c.json");
        try
        {
            var line = (await serving.StandardOutput.ReadLineAsync(Cancel))!;
            var url = line[line.IndexOf("mongodb://", StringComparison.Ordinal)..line.IndexOf(';', StringComparison.Ordinal)];
            using var client = new MongoClient(
                url.Replace("mongodb://", "mongodb://me:correct%20horse@", StringComparison.Ordinal)
                    + "?authSource=admin&directConnection=true");
            var tasks = client.GetDatabase("mine").GetCollection<BsonDocument>("task_records");
            await tasks.InsertOneAsync(new BsonDocument("msg_id", "a"), cancellationToken: Cancel);
            Assert.Equal(1, await tasks.CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty, cancellationToken: Cancel));
        }
        finally
        {
            serving.Kill();
        }

        await serving.WaitForExitAsync(Cancel);
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "tasks.db"), cancellationToken: Cancel);
        Assert.Equal(["a"], await db.GetHistoryAsync(Cancel));
    }

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(DotNet, [TaskDb, "serve", .. arguments])
    {
        WorkingDirectory = _folder.FullName,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
