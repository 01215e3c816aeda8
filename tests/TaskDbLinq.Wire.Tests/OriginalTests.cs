namespace TaskDbLinq.Wire.Tests;

/// <summary>
/// The original's own MongoDB tests (Debian's <c>ipyparallel.tests.test_mongodb</c>), unmodified, on our server: every one of them.
/// </summary>
public sealed class OriginalTests
{
    /// <summary>How many there are in ipyparallel 7.1; later versions have more.</summary>
    private const int AtLeast = 14;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pass_in_memory()
    {
        await using var db = new DictDb();
        await PassAsync(db);
    }

    [Fact]
    public async Task Pass_in_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-wire");
        try
        {
            await using var db = await SqliteDb.OpenAsync(Path.Combine(folder.FullName, "tasks.db"), cancellationToken: Cancel);
            await PassAsync(db);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PassAsync(ITaskDb db)
    {
        var python = PythonScript.Ipyparallel();
        using var server = TaskDbWireServer.Start(db, new TaskDbWireOptions { Database = "iptestdb" });

        // Without tz_aware the original takes the timestamps of its own records for local time.
        var result = await PythonScript.RunAsync(python, "original_mongodb.py", $"mongodb://{server.Address}/?tz_aware=true");
        Assert.Equal([], result.GetProperty("failed").EnumerateArray().Select(failed => failed.GetString()));
        var there = result.GetProperty("there").GetInt32();
        Assert.True(there >= AtLeast, $"there are {there} tests");
        Assert.Equal((there, 0), (result.GetProperty("passed").GetInt32(), result.GetProperty("skipped").GetInt32()));

        // They drop their database at the end.
        Assert.Equal(0, await db.CountAsync(Filter.Everything, Cancel));
    }
}
