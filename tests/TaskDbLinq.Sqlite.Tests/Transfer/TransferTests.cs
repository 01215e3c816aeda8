using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Tests.Python;

namespace TaskDbLinq.Sqlite.Tests.Transfer;

/// <summary>Copies from IPython's files and back: exact to the byte, resumable, and never over what is there.</summary>
public sealed class TransferTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-transfer");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("7.1", 419)]
    [InlineData("9.2", 318)]
    public async Task An_imported_and_exported_file_holds_the_bytes_of_the_original(string version, int tasks)
    {
        var sample = Samples.Of(version);
        var original = RawTables(sample);
        await using var db = await SqliteDb.OpenAsync(PathOf("ours.db"), cancellationToken: Cancel);
        var report = await IPythonFile.ImportAsync(sample, db, cancellationToken: Cancel);
        Assert.True(report.IsExact);
        Assert.Equal(tasks, report.Tasks);
        Assert.Equal((report.Tasks, 0L), (report.Added, report.Present));

        var exported = await IPythonFile.ExportAsync(
            db, PathOf("back.db"), new ExportOptions { HasLabel = version == "9.2" }, cancellationToken: Cancel);
        Assert.True(exported.IsExact);
        Assert.Equal(report.Tasks, exported.Tasks);

        // Every column of every row as SQLite holds it: type, text, and the pickles' bytes.
        var expected = original.SelectMany(table => table.Value).OrderBy(row => row, StringComparer.Ordinal);
        Assert.Equal(expected, RawTables(PathOf("back.db"))["ipython-tasks"].OrderBy(row => row, StringComparer.Ordinal));
    }

    /// <summary>What <c>TaskDb.OpenAsync</c> gives is wrapped, and may be any backend.</summary>
    [Fact]
    public async Task Any_backend_is_written_to_a_file_of_IPythons_and_read_back()
    {
        await using var db = new DictDb().WithTelemetry("memory", "tasks");
        var start = new DateTime(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);
        foreach (var at in Enumerable.Range(0, 3))
        {
            await db.AddAsync(
                new TaskRecord { MsgId = $"t{at}", Submitted = start.AddSeconds(at), Buffers = BufferList.Of([1, 2, 3]) }, Cancel);
        }

        var exported = await IPythonFile.ExportAsync(db, PathOf("memory.db"), cancellationToken: Cancel);
        Assert.Equal((3L, true, "tasks"), (exported.Tasks, exported.IsExact, exported.Tables[0]));

        await using var back = new DictDb().WithTelemetry("memory", "tasks");
        var imported = await IPythonFile.ImportAsync(PathOf("memory.db"), back, cancellationToken: Cancel);
        Assert.Equal((3L, 3L, true), (imported.Tasks, imported.Added, imported.IsExact));
        Assert.Equal(await db.GetAsync("t1", Cancel), await back.GetAsync("t1", Cancel));
    }

    [Fact]
    public async Task A_second_run_writes_nothing_and_finds_the_same()
    {
        await using var db = await SqliteDb.OpenAsync(PathOf("ours.db"), cancellationToken: Cancel);
        var first = await IPythonFile.ImportAsync(Samples.V71, db, cancellationToken: Cancel);
        var second = await IPythonFile.ImportAsync(Samples.V71, db, cancellationToken: Cancel);
        Assert.Equal((0, first.Tasks), (second.Added, second.Present));
        Assert.True(second.IsExact);
        Assert.Equal(first.SourceChecksum, second.TargetChecksum);
    }

    [Fact]
    public async Task What_is_there_and_differs_is_reported_and_left_alone()
    {
        await using var db = await SqliteDb.OpenAsync(PathOf("ours.db"), cancellationToken: Cancel);
        await IPythonFile.ImportAsync(Samples.V71, db, cancellationToken: Cancel);
        var id = (await db.GetHistoryAsync(Cancel))[^1];
        await db.UpdateAsync(id, TaskUpdate.Empty.Set("stdout", "changed here"), Cancel);

        var report = await IPythonFile.ImportAsync(Samples.V71, db, cancellationToken: Cancel);
        Assert.False(report.IsExact);
        Assert.Equal((1L, id), (report.Different, Assert.Single(report.DifferentIds)));
        Assert.Equal("changed here", (await db.GetAsync(id, Cancel)).Stdout);
    }

    [Fact]
    public async Task Odd_content_survives_both_ways()
    {
        var task = Task(1) with
        {
            Content = Document.Parse("""{"a": [1, 1.0, 1e16, 1.5e-7, 123456789012345678, NaN, -Infinity], "é\n\"\\": "𝄞\u0000\u007f", "date": {"$date": "no date"}, "t": true, "n": null, "o": {}}"""),
            Submitted = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Started = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(10),
            Completed = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1),
            Buffers = BufferList.Of([], new byte[255], new byte[256], new byte[100_000]),
            ResultBuffers = BufferList.Of(Enumerable.Range(0, 2_001).Select(n => new[] { (byte)n })),
            Label = "x",
        };
        await using var db = await SqliteDb.OpenAsync(PathOf("ours.db"), cancellationToken: Cancel);
        await db.AddAsync(task, Cancel);
        await IPythonFile.ExportAsync(db, PathOf("out.db"), cancellationToken: Cancel);

        Assert.Equal(
            """{"a": [1, 1.0, 1e+16, 1.5e-07, 123456789012345678, NaN, -Infinity], "\u00e9\n\"\\": "\ud834\udd1e\u0000\u007f", "date": {"$date": "no date"}, "t": true, "n": null, "o": {}}""",
            Scalar(PathOf("out.db"), "SELECT content FROM 'ipython-tasks'"));
        Assert.Equal(
            "2026-01-02T03:04:05+00:00|2026-01-02T03:04:05.000001+00:00",
            Scalar(PathOf("out.db"), "SELECT submitted || '|' || started FROM 'ipython-tasks'"));

        await using var again = await SqliteDb.OpenAsync(PathOf("again.db"), cancellationToken: Cancel);
        Assert.True((await IPythonFile.ImportAsync(PathOf("out.db"), again, cancellationToken: Cancel)).IsExact);
        Assert.Equal(task, await again.GetAsync(task.MsgId, Cancel));
    }

    [Fact]
    public async Task IPythons_own_converters_read_every_column()
    {
        IpyparallelScript.Require();
        await using var db = await SqliteDb.OpenAsync(Samples.V92, cancellationToken: Cancel);
        await IPythonFile.ExportAsync(db, PathOf("out.db"), cancellationToken: Cancel);
        var table = db.Table;
        var read = await IpyparallelScript.RunAsync("read.py", PathOf("out.db"), "ipython-tasks");
        var original = await IpyparallelScript.RunAsync("read.py", Samples.V92, table);
        Assert.NotEqual(0, read.GetArrayLength());
        Assert.True(JsonElement.DeepEquals(original, read));
    }

    [Fact]
    public async Task An_export_never_overwrites_and_leaves_nothing_behind()
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71, cancellationToken: Cancel);
        var there = PathOf("there.db");
        await File.WriteAllTextAsync(there, "mine", Cancel);
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => IPythonFile.ExportAsync(db, there, cancellationToken: Cancel));
        Assert.Contains("is there already", fault.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(there, Cancel));

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            IPythonFile.ExportAsync(db, PathOf("cut.db"), progress: new Reporter(_ => stop.Cancel()), cancellationToken: stop.Token));
        Assert.Equal(["there.db"], _folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public async Task All_tables_of_a_file_are_read_or_the_named_one()
    {
        var file = PathOf("restarted.db");
        File.Copy(Samples.V71, file);
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "ipython-tasks_1" AS SELECT * FROM "ipython-tasks" LIMIT 3;
                UPDATE "ipython-tasks_1" SET msg_id = 'second-' || msg_id;
                """;
            command.ExecuteNonQuery();
        }

        await using var db = await SqliteDb.OpenAsync(PathOf("one.db"), cancellationToken: Cancel);
        var one = await IPythonFile.ImportAsync(file, db, new ImportOptions { Table = "ipython-tasks_1" }, cancellationToken: Cancel);
        Assert.Equal(("ipython-tasks_1", 3L), (Assert.Single(one.Tables), one.Tasks));
        var all = await IPythonFile.ImportAsync(file, db, cancellationToken: Cancel);
        Assert.Equal((422L, 419L), (all.Tasks, all.Added));
        Assert.Equal(["ipython-tasks", "ipython-tasks_1"], all.Tables);
        var fault = await Assert.ThrowsAsync<TaskDbException>(
            () => IPythonFile.ImportAsync(file, db, new ImportOptions { Table = "none" }, cancellationToken: Cancel));
        Assert.StartsWith("There is no table 'none'", fault.Message, StringComparison.Ordinal);
    }

    private static TaskRecord Task(int n) => new()
    {
        MsgId = $"id-{n:D6}",
        Header = Document.Of(("msg_id", $"id-{n:D6}"), ("n", n)),
        Submitted = DateTime.UnixEpoch.AddSeconds(n),
        Buffers = BufferList.Of(new byte[n % 300]),
        Stdout = string.Empty,
    };

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static Dictionary<string, List<string>> RawTables(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var tables = new List<string>();
        using (var names = Command(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        using (var reader = names.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        return tables.ToDictionary(table => table, table => Rows(connection, table));
    }

    private static List<string> Rows(SqliteConnection connection, string table)
    {
        using var command = Command(connection, $"SELECT * FROM '{table}'");
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(
                string.Join(
                    '\n', Enumerable.Range(0, reader.FieldCount).Select(at => $"{reader.GetName(at)}: {Shown(reader.GetValue(at))}")));
        }

        return rows;
    }

    private static string Shown(object value) => value switch
    {
        byte[] blob => $"blob {blob.Length} {Convert.ToHexString(SHA256.HashData(blob))}",
        DBNull => "null",
        _ => $"{value.GetType().Name} {value}",
    };

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = Command(connection, sql);
        return command.ExecuteScalar();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private sealed class Reporter(Action<TransferProgress> report) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => report(value);
    }
}
