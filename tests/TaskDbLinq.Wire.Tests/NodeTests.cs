using System.Diagnostics;
using System.Text.Json;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>The calls of the npm driver answer on our server what they answer on a MongoDB-compatible engine.</summary>
public sealed class NodeTests
{
    private const string Folder = "TASKDB_TEST_NODE";
    private const string Variable = "TASKDB_TEST_MONGODB";
    private const int Calls = 60;

    [Fact]
    public async Task The_answers_are_the_engines()
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        var uri = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"needs a folder in which `npm install mongodb` was run: set {Folder} to it");
        Assert.SkipWhen(
            string.IsNullOrEmpty(uri),
            $"needs a MongoDB-compatible server: set {Variable} to its connection string (tests/mongo-engine/engine.sh start)");
        var name = $"taskdb_wire_{Guid.NewGuid():N}";
        JsonElement[] expected;
        try
        {
            expected = await RunAsync(folder!, uri!, name);
        }
        finally
        {
            using var client = new MongoClient(uri);
            await client.DropDatabaseAsync(name, CancellationToken.None);
        }

        Assert.True(expected.Length >= Calls, $"there are {expected.Length} calls");
        await using var db = new DictDb();
        using var server = TaskDbWireServer.Start(db);
        var seen = await RunAsync(folder!, $"mongodb://{server.Address}/?directConnection=true", "ipython-tasks");
        Assert.Equal(expected.Select(answer => answer.GetRawText()), seen.Select(answer => answer.GetRawText()));
    }

    private static async Task<JsonElement[]> RunAsync(string folder, string uri, string name)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        time.CancelAfter(TimeSpan.FromMinutes(2));
        using var process =
            Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Node", "calls.mjs"), uri, name])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(time.Token);
            var output = await process.StandardOutput.ReadToEndAsync(time.Token);
            await process.WaitForExitAsync(time.Token);
            Assert.True(process.ExitCode == 0, await errors);
            return [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
