using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>Files in our own layout, sound and unlucky.</summary>
public sealed class StoreFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-store");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_record_comes_back_as_it_was()
    {
        var task = new TaskRecord
        {
            MsgId = "id",
            Header = Document.Of(
                ("date", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1234567)),
                ("n", 1L << 53),
                ("f", 1.0),
                ("nan", double.NaN),
                ("u", "\U0001F600é\0")),
            Metadata = Document.Of(("$date", "no date at all"), ("list", DocumentArray.Of(1, null, "x"))),
            Content = Document.Empty,
            Buffers = BufferList.Of([1, 2, 3], [], new byte[70_000]),
            Submitted = new DateTime(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc).AddTicks(1),
            Stdout = string.Empty,
            Stderr = "a\0b",
            Label = "Ünïcode",
        };
        var file = Path.Combine(_folder.FullName, "a.db");
        await using (var db = await SqliteDb.OpenAsync(file))
        {
            await db.AddAsync(task);
        }

        await using var again = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Access = SqliteDbAccess.ReadOnly });
        var read = await again.GetAsync("id");
        Assert.Equal(task with { Header = read.Header, Metadata = read.Metadata, Buffers = read.Buffers }, read);
        Assert.True(task.Header == read.Header, read.Header.ToString());
        Assert.True(task.Metadata == read.Metadata, read.Metadata.ToString());
        Assert.True(task.Buffers == read.Buffers);
        Assert.Equal(DocumentKind.Date, read.Header["date"].Kind);
        Assert.Equal(DocumentKind.Double, read.Header["f"].Kind);
        var row = Assert.Single(again.Query(new TaskQuery { Keys = TaskKeys.All }));
        Assert.True(task.Header == (Document)row["header"]!);
        Assert.True(task.Buffers == (BufferList)row["buffers"]!);
        Assert.Null(row["error"]);
        await Assert.ThrowsAsync<ReadOnlyTaskDbException>(() => again.DropAsync("id"));
    }

    [Fact]
    public async Task A_newer_layout_is_refused_and_left_alone()
    {
        var file = await NewAsync();
        Run(file, "PRAGMA user_version = 99");
        var before = Samples.Digest(file);
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(file));
        Assert.Contains("its layout is 99", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, Samples.Digest(file));
    }

    [Fact]
    public async Task A_foreign_file_is_refused_and_left_alone()
    {
        var file = Path.Combine(_folder.FullName, "notes.db");
        Run(file, "CREATE TABLE notes (text text)");
        var before = Samples.Digest(file);
        await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(file));
        Assert.Equal(before, Samples.Digest(file));
    }

    [Fact]
    public async Task A_damaged_file_is_a_clear_error()
    {
        var file = await NewAsync();
        await using (var db = await SqliteDb.OpenAsync(file))
        {
            await db.WriteAsync(
                TaskBatch.Add(Enumerable.Range(0, 2_000).Select(n => new TaskRecord { MsgId = $"{n}", Stdout = new string('x', 200) })));
        }

        Run(file, "PRAGMA wal_checkpoint(TRUNCATE)");
        var bytes = await File.ReadAllBytesAsync(file);
        new Random(1).NextBytes(bytes.AsSpan(4096 * 12));
        await File.WriteAllBytesAsync(file, bytes);
        var before = Samples.Digest(file);
        foreach (var access in new[] { SqliteDbAccess.ReadOnly, SqliteDbAccess.Create })
        {
            await using var damaged = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Access = access });
            var fault = Assert.Throws<TaskDbException>(() => damaged.Query(new TaskQuery()).Count());
            Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, Samples.Digest(file));
    }

    /// <summary>A file without the beginning of a database, and one with a beginning alone.</summary>
    [Theory]
    [InlineData(0, "is not a SQLite database")]
    [InlineData(90, "is damaged")]
    public async Task A_file_that_is_no_longer_a_database_is_refused_and_left_alone(int damagedFrom, string message)
    {
        var file = await NewAsync();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(damagedFrom, Math.Min(4096, bytes.Length - damagedFrom)).Fill(0x5A);
        await File.WriteAllBytesAsync(file, bytes);
        foreach (var access in Enum.GetValues<SqliteDbAccess>())
        {
            var fault = await Assert.ThrowsAsync<TaskDbException>(async () =>
            {
                await using var db = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Access = access });
                await db.GetHistoryAsync();
                await db.AddAsync(new TaskRecord { MsgId = "new" });
            });
            Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_clear_error()
    {
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "no", "tasks.db")));
        Assert.StartsWith("There is no folder", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>A disk that is full, as SQLite meets one: the file may grow no further.</summary>
    [Fact]
    public async Task A_full_disk_fails_the_change_and_loses_nothing()
    {
        var file = await NewAsync();
        await using var db = await SqliteDb.OpenAsync(file);
        await db.AddAsync(new TaskRecord { MsgId = "kept" });
        await db.LimitPagesAsync(60);
        var fault = await Assert.ThrowsAsync<TaskDbException>(async () =>
        {
            for (var n = 0; n < 100; n++)
            {
                await db.AddAsync(new TaskRecord { MsgId = $"big{n}", Stdout = new string('x', 100_000) });
            }
        });
        Assert.Contains("no space left", fault.Message, StringComparison.Ordinal);
        var kept = db.Query(new TaskQuery { Keys = TaskKeys.Of("msg_id") }).Select(row => (string)row["msg_id"]!).ToList();
        Assert.Contains("kept", kept);
        await db.DropAsync(kept.Last(id => id != "kept"));
        await db.AddAsync(new TaskRecord { MsgId = "after" });
    }

    [Fact]
    public async Task A_batch_is_all_or_nothing()
    {
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "batch.db"));
        await db.AddAsync(new TaskRecord { MsgId = "a" });
        await Assert.ThrowsAsync<DuplicateTaskException>(
            () => db.WriteAsync(TaskBatch.Add(new TaskRecord { MsgId = "b" }, new TaskRecord { MsgId = "a" })));
        await Assert.ThrowsAsync<TaskNotFoundException>(
            () => db.WriteAsync(new TaskBatch { Adds = [new TaskRecord { MsgId = "c" }], Drops = ["a", "none"] }));
        Assert.Equal(["a"], await db.GetHistoryAsync());
    }

    /// <summary>One caller's mistake is that caller's alone, though the transaction is shared.</summary>
    [Fact]
    public async Task Concurrent_callers_share_transactions_and_not_their_mistakes()
    {
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "many.db"));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 500).Select(async n =>
        {
            try
            {
                await db.AddAsync(new TaskRecord { MsgId = $"{n / 2}", Buffers = BufferList.Of(new byte[n]) });
                return true;
            }
            catch (DuplicateTaskException)
            {
                return false;
            }
        }));
        Assert.Equal(250, outcomes.Count(added => added));
        Assert.Equal(250, db.Tasks.Count());
    }

    /// <summary>Nor does a task that can't be kept cost the others theirs: deeper JSON than this library writes.</summary>
    [Fact]
    public async Task Changes_one_by_one_keep_their_order_and_report_what_can_not_be_kept()
    {
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "each.db"));
        var updates = Enumerable.Range(0, 20).Select(n => KeyValuePair.Create("a", TaskUpdate.Empty.Set("stdout", $"{n}"))).ToList();
        var batch = TaskBatch.Add(
            new TaskRecord { MsgId = "a" }, new TaskRecord { MsgId = "half", Stdout = "\uD800" }, new TaskRecord { MsgId = "b" }) with
        {
            Updates = [.. updates.Take(10), KeyValuePair.Create("b", TaskUpdate.Empty.Set("stdout", "\uD800")), .. updates.Skip(10)],
        };
        var failures = await db.WriteEachAsync(batch, TestContext.Current.CancellationToken);
        Assert.Equal(["half", "b"], failures.Select(failure => failure.MsgId));
        Assert.All(failures, failure => Assert.IsType<QueryException>(failure.Reason));
        Assert.Equal("19", (await db.GetAsync("a", TestContext.Current.CancellationToken)).Stdout);
        Assert.Equal(2, await db.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_task_that_cannot_be_written_fails_for_its_caller_alone()
    {
        var deep = Document.Empty;
        for (var level = 0; level < 600; level++)
        {
            deep = Document.Of(("inner", deep));
        }

        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "deep.db"));
        var others = Enumerable.Range(0, 50).Select(n => db.AddAsync(new TaskRecord { MsgId = $"{n}" })).ToList();
        var refused = await Assert.ThrowsAsync<QueryException>(() => db.AddAsync(new TaskRecord { MsgId = "deep", Header = deep }));
        Assert.Contains("header: the value nests deeper than 250 levels", refused.Message, StringComparison.Ordinal);
        await Task.WhenAll(others);
        await db.AddAsync(new TaskRecord { MsgId = "after" });
        Assert.Equal(51, db.Tasks.Count());
    }

    /// <summary>The log is brought into the file while the writer goes on: it does not grow with what was ever written.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task The_write_ahead_log_stays_short(int batchesAtOnce)
    {
        const int Batches = 40;
        var file = Path.Combine(_folder.FullName, "log.db");
        await using var db = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Durability = SqliteDurability.Normal });
        foreach (var batches in Enumerable.Range(0, Batches).Chunk(batchesAtOnce))
        {
            await Task.WhenAll(batches.Select(batch => db.WriteAsync(TaskBatch.Add(Enumerable.Range(0, 64).Select(
                n => new TaskRecord { MsgId = $"{batch}-{n}", Buffers = BufferList.Of(new byte[60_000]) })))));
        }

        Assert.InRange(new FileInfo(file + "-wal").Length, 1, 100_000_000);
        Assert.InRange(new FileInfo(file).Length, 60_000_000, 200_000_000);
    }

    private async Task<string> NewAsync()
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.db");
        await (await SqliteDb.OpenAsync(file)).DisposeAsync();
        return file;
    }

    private static void Run(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
