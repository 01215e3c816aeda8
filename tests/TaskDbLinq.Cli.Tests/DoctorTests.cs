using Microsoft.Data.Sqlite;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>What <c>taskdb doctor</c> says of files, and in which zone times are printed.</summary>
public class DoctorTests : CliTest
{
    [Fact]
    public async Task AFileOfIPythonsIsKnown()
    {
        var run = await Run("doctor", Sample71);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("kind        IPython, read only\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("table       ipython-tasks: 419 tasks, 10 pending\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("integrity   ok\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            $"advice      to change tasks, or for indexes: taskdb import {Sample71} --sqlitedb NEW.db\n",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileOfOursAnEmptyOneAndADamagedOneAreKnown()
    {
        var file = Path.Combine(Elsewhere, "ours.db");
        await Run("import", Sample71, "--sqlitedb", file);
        var ours = await Run("doctor", file);
        Assert.Equal(0, ours.ExitCode);
        Assert.Contains("kind        TaskDbLinq, layout 1\n", ours.Output, StringComparison.Ordinal);
        Assert.Contains("table       task: 419 tasks, 10 pending\n", ours.Output, StringComparison.Ordinal);
        Assert.Contains("task_engine", ours.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("advice", ours.Output, StringComparison.Ordinal);

        var other = Path.Combine(Elsewhere, "other.db");
        await using (var connection = new SqliteConnection($"Data Source={other};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText =
                "CREATE TABLE a (b); INSERT INTO a SELECT randomblob(20000) FROM (VALUES (1), (2), (3), (4)); CREATE INDEX c ON a (b)";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("kind        SQLite, without tables of tasks\n", (await Run("doctor", other)).Output, StringComparison.Ordinal);
        await using (var stream = File.OpenWrite(other))
        {
            // Past the schema's page lie the pages of the table and of its index.
            stream.Position = 4096;
            stream.Write(new byte[4096]);
        }

        var damaged = await Run("doctor", other);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("advice      the file is damaged", damaged.Output, StringComparison.Ordinal);
        Assert.StartsWith("no such file: 'none.db'", await RunToFailure(2, "doctor", "none.db"));
        Assert.Equal("'.' is a directory, not a task database.", await RunToFailure(1, "doctor", "."));
    }

    [Fact]
    public async Task TimesAreInTheAskedZone()
    {
        string[] query = ["query", "--sqlitedb", Sample71, """{"msg_id": "b02e7b21-0bdb1fe319bb12446b90223a_13351_116"}""", "--keys", "submitted", "--format", "csv"];
        var utc = (await Run(query)).Lines[1].Trim().Split(',')[^1];
        var local = (await Run([.. query, "--time", "local"])).Lines[1].Trim().Split(',')[^1];
        Assert.Equal("2026-11-23T20:19:57.855319Z", utc);
        Assert.Equal(
            DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture)
                .ToLocalTime()
                .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", System.Globalization.CultureInfo.InvariantCulture),
            local);
        Assert.Equal(
            "--time: expected one of utc, local, not 'mars' (taskdb query --help shows how)",
            await RunToFailure(2, [.. query, "--time", "mars"]));
    }
}
