using MongoDB.Driver;

namespace TaskDbLinq.Server.Tests;

/// <summary>
/// The original's own database tests (Debian's <c>ipyparallel.tests.test_db</c>) over taskdblinq.py and a service: every one of them.
/// </summary>
public abstract class OriginalTests
{
    /// <summary>How many there are in ipyparallel 7.1; later versions have more.</summary>
    private const int AtLeast = 14;

    private const string Token = "0123456789abcdef-of-the-tests";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("behind")]
    [InlineData("now")]
    public async Task Pass(string writes)
    {
        IpyparallelScript.Require();
        var folder = Directory.CreateTempSubdirectory("taskdb-original");
        try
        {
            await using var opened = await OpenAsync(folder.FullName);
            await using var server = await TaskDbServer.StartAsync(opened.Db, new TaskDbServerOptions { Token = Token }, Cancel);
            var connection = Path.Combine(folder.FullName, "taskdb-connection.json");
            File.WriteAllText(connection, $$"""{"url": "{{server.Urls[0]}}", "token": "{{Token}}"}""");
            var result = await IpyparallelScript.RunAsync("original.py", connection, writes);
            Assert.Equal([], result.GetProperty("failed").EnumerateArray().Select(failed => failed.GetString()));
            var there = result.GetProperty("there").GetInt32();
            Assert.True(there >= AtLeast, $"there are {there} tests");
            Assert.Equal((there, 0), (result.GetProperty("run").GetInt32(), result.GetProperty("skipped").GetInt32()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    protected abstract Task<Opened> OpenAsync(string folder);

    /// <summary>A database, and what is done when it isn't needed any more.</summary>
    protected sealed record Opened(ITaskDb Db, Func<Task>? Clean = null) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            await (Clean?.Invoke() ?? Task.CompletedTask);
        }
    }
}

/// <summary>In memory.</summary>
public sealed class OriginalOverDictTests : OriginalTests
{
    protected override Task<Opened> OpenAsync(string folder) => Task.FromResult(new Opened(new DictDb()));
}

/// <summary>In a file.</summary>
public sealed class OriginalOverSqliteTests : OriginalTests
{
    protected override async Task<Opened> OpenAsync(string folder) =>
        new(await SqliteDb.OpenAsync(Path.Combine(folder, "tasks.db"), cancellationToken: Cancel));
}

/// <summary>In MongoDB.</summary>
public sealed class OriginalOverMongoTests : OriginalTests
{
    private const string Variable = "TASKDB_TEST_MONGODB";

    protected override async Task<Opened> OpenAsync(string folder)
    {
        var uri = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(
            !string.IsNullOrEmpty(uri),
            $"needs a MongoDB-compatible server: set {Variable} to its connection string (tests/mongo-engine/engine.sh start)");
        var name = $"taskdb_tests_{Guid.NewGuid():N}";
        return new(
            await MongoDb.OpenAsync(uri!, new MongoDbOptions { Database = name }, Cancel),
            async () =>
            {
                using var client = new MongoClient(uri);
                await client.DropDatabaseAsync(name, CancellationToken.None);
            });
    }
}
