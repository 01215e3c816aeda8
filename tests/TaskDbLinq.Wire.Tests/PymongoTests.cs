using System.Text.Json;
using MongoDB.Driver;

namespace TaskDbLinq.Wire.Tests;

/// <summary>pymongo's calls answer on our server what they answer on a MongoDB-compatible engine.</summary>
public sealed class PymongoTests
{
    private const string Variable = "TASKDB_TEST_MONGODB";
    private const int Calls = 80;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answers_are_the_engines()
    {
        var python = PythonScript.Pymongo();
        var uri = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(
            !string.IsNullOrEmpty(uri),
            $"needs a MongoDB-compatible server: set {Variable} to its connection string (tests/mongo-engine/engine.sh start)");
        var name = $"taskdb_wire_{Guid.NewGuid():N}";
        JsonElement[] expected;
        try
        {
            expected = [.. (await PythonScript.RunAsync(python, "calls.py", uri!, name)).EnumerateArray()];
        }
        finally
        {
            using var client = new MongoClient(uri);
            await client.DropDatabaseAsync(name, CancellationToken.None);
        }

        Assert.True(expected.Length >= Calls, $"there are {expected.Length} calls");
        await using var dict = new DictDb();
        Assert.Equal(Text(expected), Text(await AskAsync(python, dict)));
        var folder = Directory.CreateTempSubdirectory("taskdb-wire");
        try
        {
            await using var file = await SqliteDb.OpenAsync(Path.Combine(folder.FullName, "tasks.db"), cancellationToken: Cancel);
            Assert.Equal(Text(expected), Text(await AskAsync(python, file)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IEnumerable<JsonElement>> AskAsync(string python, ITaskDb db)
    {
        using var server = TaskDbWireServer.Start(db);
        var answers = await PythonScript.RunAsync(python, "calls.py", $"mongodb://{server.Address}/", "ipython-tasks");
        return [.. answers.EnumerateArray()];
    }

    /// <summary>A line for each call; the members of objects in the order of their names, since only some servers keep it.</summary>
    private static string Text(IEnumerable<JsonElement> answers) =>
        string.Join('\n', answers.Select(answer => $"{answer[0].GetString()}: {Plain(answer[1])}"));

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object =>
            "{" + string.Join(
                ",",
                value.EnumerateObject()
                    .OrderBy(member => member.Name, StringComparer.Ordinal)
                    .Select(member => $"{member.Name}:{Plain(member.Value)}")) + "}",
        JsonValueKind.Array => $"[{string.Join(",", value.EnumerateArray().Select(Plain))}]",
        _ => value.GetRawText(),
    };
}
