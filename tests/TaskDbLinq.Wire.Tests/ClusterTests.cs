namespace TaskDbLinq.Wire.Tests;

/// <summary>
/// A real controller (Debian's python3-ipyparallel) with <c>--mongodb</c>, whose MongoDB is our server over a SQLite file.
/// </summary>
public sealed class ClusterTests
{
    [Fact]
    public async Task A_cluster_keeps_its_tasks_with_us()
    {
        var python = PythonScript.Ipyparallel();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1", "starts a cluster; TASKDB_TEST_LONG=1 does");
        var folder = Directory.CreateTempSubdirectory("taskdb-wire-cluster");
        try
        {
            await using var db = await SqliteDb.OpenAsync(
                Path.Combine(folder.FullName, "tasks.db"), cancellationToken: TestContext.Current.CancellationToken);
            using var server = TaskDbWireServer.Start(db);
            var seen = await PythonScript.RunAsync(python, "wire_session.py", folder.FullName, $"mongodb://{server.Address}/");
            Assert.Equal(
                """{"balanced": 42, "direct": "\u00c4\u20ac\ud83d\ude00", "large": true, "failed": "ZeroDivisionError", "stdout": "out 1\n", "pending": 0, "glob": 6, "since": 6, "history": true, "buffers": [2], "resubmitted": 42, "purged": 6, "after a restart": 6, "purged all": []}""",
                seen.GetRawText());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
