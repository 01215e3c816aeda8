using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.IPython;

/// <summary>Files as old and unlucky controllers leave them, and files that are none.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_timestamp_with_any_offset_compares_exactly_and_one_without_is_local()
    {
        var file = Write(
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY, submitted timestamp, started timestamp, completed timestamp)",
            "INSERT INTO 'ipython-tasks' VALUES ('utc', '2026-01-01T12:00:00.000001+00:00', NULL, NULL), ('east', "
            + "'2026-01-01T17:30:00.000001+05:30', NULL, NULL), ('whole', '2026-01-01T12:00:00+00:00', NULL, NULL), ('local', "
            + "'2026-01-01T12:00:00.5', '', NULL)");
        await using var db = await SqliteDb.OpenAsync(file);
        Assert.Equal(["east", "utc"], Ids(db, """{"submitted": "2026-01-01T12:00:00.000001Z"}"""));
        Assert.Equal(["whole"], Ids(db, """{"submitted": {"$gte": "2026-01-01T13:00:00+01:00", "$lt": "2026-01-01T12:00:00.000001Z"}}"""));
        var local = new DateTime(2026, 1, 1, 12, 0, 0, 500, DateTimeKind.Local).ToUniversalTime();
        Assert.Equal(local, (await db.GetAsync("local")).Submitted);
        Assert.Equal(DateTimeKind.Utc, (await db.GetAsync("local")).Submitted!.Value.Kind);
        Assert.Null((await db.GetAsync("local")).Started);
    }

    /// <summary>By the bytes of UTF-16 "ā" (0101) comes before "b" (6200).</summary>
    [Fact]
    public async Task A_file_whose_texts_are_in_another_order_is_refused()
    {
        var file = Write(
            "PRAGMA encoding = 'UTF-16le'",
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY)",
            "INSERT INTO 'ipython-tasks' VALUES ('b')");
        var refused = await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(file));
        Assert.Equal(
            $"The texts of '{Path.GetFileName(file)}' are UTF-16le, whose order isn't that of the characters: make a file in UTF-8 of it, "
            + "such as with `sqlite3 OLD .dump | sqlite3 NEW`.",
            refused.Message);
    }

    /// <summary>IPython's JSON is plain: what looks like Extended JSON is the object that it is, and comes back to the byte.</summary>
    [Fact]
    public async Task Plain_json_stays_plain()
    {
        string[] documents =
        [
            """{"a": {"$regularExpression": {"pattern": "a", "options": ""}}}""", """{"a": {"$literal": {"b": 1}}}""", """{"a": {"$numberLong": "5"}}""",
            """{"a": {"$date": "2026-01-01T00:00:00Z"}}""", """{"a": 18446744073709551615}""", """{"a": "x\udcffy"}""",
            """{"a": {"$ref": "c", "$id": 5}}""", """{"a": 2.9802322387695312e-08}""", """{"$date": 5}""",
            """{"b": {"$numberDouble": "NaN"}, "c": NaN, "d": -Infinity}""", """{"b": 79228162514264337593543950336, "c": 1e+40}""",
            $$"""{"b": 1{{new string('0', 400)}}}""", """{"$\ud800 \ud83d\ude00": 1, "b": "0e00000"}""",
        ];
        var file = Write([
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY, header dict, submitted timestamp, completed timestamp)",
            .. documents.Select((json, at) => $"INSERT INTO 'ipython-tasks' VALUES ('t{at:x}', '{json}', NULL, NULL)")]);
        await using var db = await SqliteDb.OpenAsync(file);
        await using var ours = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "ours.db"));
        Assert.True((await IPythonFile.ImportAsync(file, ours)).IsExact);
        foreach (var each in new[] { db, ours })
        {
            Assert.Equal(["ta"], Ids(each, """{"header.b": {"$gt": 1e28}, "header.c": 1e40}"""));
            Assert.Equal(Enumerable.Range(0, documents.Length).Select(at => $"t{at:x}"), Ids(each, "{}").Order());
            Assert.Equal(["t2"], Ids(each, """{"header.a": {"$literal": {"$numberLong": "5"}}}"""));
            Assert.Equal([], Ids(each, """{"header.a": 5}"""));
            Assert.Equal(["t0", "t1", "t2", "t3", "t6"], Ids(each, """{"header.a": {"$type": "object"}}""").Order());
            Assert.Equal(["t4"], Ids(each, """{"header.a": 18446744073709551615}"""));
            Assert.Equal(["t7"], Ids(each, """{"header.a": {"$numberDecimal": "0.0000000298023223876953125"}}"""));
            Assert.Equal(["t5"], Ids(each, """{"header.a": {"$regex": "^x"}}"""));
            Assert.Equal("x\uDCFFy", (string?)(await each.GetAsync("t5")).Header["a"]);
        }

        foreach (var each in new[] { db, ours })
        {
            var back = Path.Combine(_folder.FullName, $"{each.Table}-back.db");
            Assert.True((await IPythonFile.ExportAsync(each, back)).IsExact);
            Assert.Equal(documents, Headers(back));
        }
    }

    /// <summary>Of two equal names the last counts, as for Python, whatever way a condition is tested.</summary>
    [Theory]
    [InlineData("""{"a": 1, "a": 2}""", """{"header.a": 2}""", """{"header.a": 1}""")]
    [InlineData("""{"a": 1, "a": "x"}""", """{"header.a": "x"}""", """{"header.a": {"$lt": 5}}""")]
    [InlineData("""{"a": "y", "a": "x"}""", """{"header.a": {"$in": ["x", "z"]}}""", """{"header.a": "y"}""")]
    [InlineData("""{"a": "y", "b": 0, "a": ["x"]}""", """{"header.a": "x"}""", """{"header.a": "y"}""")]
    [InlineData("""{"a": "y", "a": null}""", """{"header.a": null}""", """{"header.a": {"$type": "string"}}""")]
    [InlineData("""{"a": {"b": true}, "a": {"b": false}}""", """{"header.a.b": false}""", """{"header.a.b": {"$gte": true}}""")]
    [InlineData("""{"a": {"b": 1}, "a": {}}""", """{"header.a.b": {"$exists": false}}""", """{"header.a.b": {"$exists": true}}""")]
    [InlineData("""{"a": {"b": "x", "b": "y"}}""", """{"header.a.b": "y"}""", """{"header.a.b": {"$nin": ["y"]}}""")]
    [InlineData("""{"ab": "x", "\u0061b": "y"}""", """{"header.ab": "y"}""", """{"header.ab": "x"}""")]
    [InlineData("""{"\u0061b": 1}""", """{"header.ab": 1}""", """{"header.ab": {"$exists": false}}""")]
    public async Task Of_two_equal_names_the_last_counts_and_a_copy_tells_that_the_first_is_lost(string header, string found, string missed)
    {
        var file = Write(
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY, header dict, submitted timestamp, completed timestamp)",
            $"INSERT INTO 'ipython-tasks' VALUES ('t', '{header}', NULL, NULL)");
        await using var db = await SqliteDb.OpenAsync(file);
        await using var ours = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "ours.db"));
        Assert.Equal(header.Contains("u0061", StringComparison.Ordinal), (await IPythonFile.ImportAsync(file, ours)).IsExact);
        await using var memory = new DictDb();
        await memory.AddAsync(await db.GetAsync("t"));
        foreach (var each in new ITaskDb[] { db, ours, memory })
        {
            Assert.Equal(["t"], Ids(each, found));
            Assert.Equal([], Ids(each, missed));
        }
    }

    /// <summary>
    /// The checksum is of the text in the file: what is written for it in another spelling is the same, another value is not.
    /// </summary>
    [Theory]
    [InlineData("""{"a":1,"b" : [ "é/\/", 1.50, -0.0 ]}""", """{"a": 1, "b": ["\u00e9//", 1.5, -0.0]}""", true)]
    [InlineData("""{"a": 1, "b": 2.0}""", """{"a": 1.0, "b": 2}""", false)]
    [InlineData("""{"a": 100000000000000000000000000000}""", """{"a": 1e+29}""", false)]
    [InlineData("""{"a": {"$date": "2026-01-01T00:00:00Z"}}""", """{"a": "2026-01-01T00:00:00Z"}""", false)]
    public async Task A_changed_value_is_noticed(string original, string other, bool same)
    {
        const string Columns =
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY, header dict, submitted timestamp, completed timestamp)";
        await using var ours = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "ours.db"));
        var first = await IPythonFile.ImportAsync(Write(Columns, $"INSERT INTO 'ipython-tasks' VALUES ('t', '{other}', NULL, NULL)"), ours);
        var second =
            await IPythonFile.ImportAsync(Write(Columns, $"INSERT INTO 'ipython-tasks' VALUES ('t', '{original}', NULL, NULL)"), ours);
        Assert.True(first.IsExact);
        Assert.Equal((same, same ? 0L : 1L), (second.IsExact, second.Different));
        Assert.Equal(same, first.SourceChecksum == second.SourceChecksum);
    }

    [Fact]
    public async Task Of_two_equal_names_linq_takes_the_last()
    {
        var file = Write(
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY, header dict, submitted timestamp, completed timestamp)",
            """INSERT INTO 'ipython-tasks' VALUES ('t', '{"a": "y", "a": "x"}', NULL, NULL)""");
        await using var db = await SqliteDb.OpenAsync(file);
        Assert.Equal(1, db.Tasks.Count(task => task.Header["a"] == "x"));
        Assert.Equal(0, db.Tasks.Count(task => task.Header["a"] == "y"));
    }

    /// <summary>
    /// A hub's <c>display_data</c> stands within the metadata, survives a copy there and back, and is asked for like the rest.
    /// </summary>
    [Fact]
    public async Task A_column_that_no_task_has_is_kept_within_the_metadata()
    {
        var file = Write(
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY, metadata dict, submitted timestamp, completed timestamp, "
            + "display_data text)",
            """INSERT INTO 'ipython-tasks' VALUES ('a', '{"m": 1}', NULL, NULL, '{"data": {"$date": 5}}'), ('b', '{"m": 1}', NULL, NULL, NULL), ('c', NULL, NULL, NULL, '{"data": 1}')""");
        var expected = Document.Of(
            ("m", 1), ("taskdb_extra", Document.Of(("display_data", Document.Of(("data", Document.Of(("$date", 5))))))));
        var back = Path.Combine(_folder.FullName, "back.db");
        await using var db = await SqliteDb.OpenAsync(file);
        await using var ours = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "ours.db"));
        Assert.True((await IPythonFile.ImportAsync(file, ours)).IsExact);
        Assert.True((await IPythonFile.ExportAsync(ours, back)).IsExact);
        await using var exported = await SqliteDb.OpenAsync(back);
        foreach (var each in new[] { db, ours, exported })
        {
            Assert.Equal(expected, (await each.GetAsync("a")).Metadata);
            Assert.Equal(["c"], Ids(each, """{"metadata.taskdb_extra.display_data.data": 1}"""));
            Assert.Equal(["b"], Ids(each, """{"metadata": {"m": 1}}"""));
        }
    }

    /// <summary>Before 3.0 IPython named three columns otherwise.</summary>
    [Fact]
    public async Task The_columns_of_old_files_are_found_under_their_old_names()
    {
        var file = Write(
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY, submitted timestamp, completed timestamp, pyin text, pyout text, "
            + "pyerr text)",
            """INSERT INTO 'ipython-tasks' VALUES ('a', NULL, NULL, '1+1', '{"data": {"text/plain": "2"}}', NULL), ('b', NULL, NULL, NULL, NULL, '{"ename": "E"}')""");
        await using var db = await SqliteDb.OpenAsync(file);
        Assert.Equal("1+1", (await db.GetAsync("a")).ExecuteInput);
        Assert.Equal(["a"], Ids(db, """{"execute_result.data.text/plain": "2"}"""));
        Assert.Equal(["b"], Ids(db, """{"error.ename": "E"}"""));
        await using var ours = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "ours.db"));
        Assert.True((await IPythonFile.ImportAsync(file, ours)).IsExact);
    }

    private static List<string> Headers(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT header FROM 'ipython-tasks' ORDER BY msg_id";
        using var reader = command.ExecuteReader();
        var headers = new List<string>();
        while (reader.Read())
        {
            headers.Add(reader.GetString(0));
        }

        return headers;
    }

    /// <summary>Each restart of a controller on a new SQLite makes a table of its own; the newest with tasks is meant.</summary>
    [Fact]
    public async Task The_newest_table_with_tasks_is_found_and_any_can_be_named()
    {
        const string Columns = "(msg_id text PRIMARY KEY, submitted timestamp, completed timestamp)";
        var file = Write(
            $"CREATE TABLE 'ipython-tasks' {Columns}", "INSERT INTO 'ipython-tasks' VALUES ('zero', NULL, NULL)",
            $"CREATE TABLE 'ipython-tasks_2' {Columns}", "INSERT INTO 'ipython-tasks_2' VALUES ('two', NULL, NULL)",
            $"CREATE TABLE 'ipython-tasks_10' {Columns}", "INSERT INTO 'ipython-tasks_10' VALUES ('ten', NULL, NULL)",
            $"CREATE TABLE 'ipython-tasks_11' {Columns}",
            "CREATE TABLE notes (msg_id text, text text)");
        await using var newest = await SqliteDb.OpenAsync(file);
        Assert.Equal("ipython-tasks_10", newest.Table);
        Assert.Equal(["ten"], Ids(newest, "{}"));
        await using var named = await SqliteDb.OpenAsync(file, new SqliteDbOptions { Table = "ipython-tasks" });
        Assert.Equal(["zero"], Ids(named, "{}"));
        var fault =
            await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(file, new SqliteDbOptions { Table = "ipython-task" }));
        Assert.Contains("'ipython-tasks_2'", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(file, new SqliteDbOptions { Table = "notes" }));
    }

    [Fact]
    public async Task A_label_that_the_layout_lacks_is_null()
    {
        await using var db = await SqliteDb.OpenAsync(Samples.V71);
        Assert.Equal(419, Ids(db, """{"label": null}""").Count);
        Assert.Empty(Ids(db, """{"label": {"$ne": null}}"""));
    }

    [Fact]
    public async Task What_is_no_task_database_is_a_clear_error()
    {
        var directory = await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(_folder.FullName));
        Assert.EndsWith("is a directory, not a task database.", directory.Message, StringComparison.Ordinal);
        var missing = await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(
            Path.Combine(_folder.FullName, "none.db"), new SqliteDbOptions { Access = SqliteDbAccess.Existing }));
        Assert.StartsWith("There is no file", missing.Message, StringComparison.Ordinal);
        var text = Path.Combine(_folder.FullName, "text.db");
        await File.WriteAllTextAsync(text, string.Join('\n', Enumerable.Repeat("this is not a database", 100)));
        var foreign = await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(text));
        Assert.Equal("'text.db' is not a SQLite database.", foreign.Message);
        var empty = Write("CREATE TABLE notes (text text)");
        var noTable = await Assert.ThrowsAsync<TaskDbException>(() => SqliteDb.OpenAsync(empty));
        Assert.EndsWith("is not a task database: it has no table of tasks.", noTable.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Whatever way it was met, in a function of SQLite's, in a column or by EF Core; the others are answered without its value.
    /// </summary>
    [Theory]
    [InlineData("'yesterday'", "'{}'", "'b': 'yesterday' is not a timestamp.")]
    [InlineData("'2026-01-01T00:00:00+00:00'", "'{\"a\": 1'", "'b': The text is not JSON: ")]
    [InlineData("'2026-01-01T00:00:00+00:00'", "'[1]'", "'b': The stored JSON is not an object.")]
    public async Task A_record_that_cannot_be_read_is_named_and_the_others_are_answered(string submitted, string header, string reason)
    {
        var file = Write(
            "CREATE TABLE 'ipython-tasks' (msg_id text PRIMARY KEY, header dict, submitted timestamp, completed timestamp)",
            """INSERT INTO 'ipython-tasks' VALUES ('a', '{"a": 1}', '2026-01-01T00:00:00+00:00', NULL), ('c', NULL, NULL, NULL)""",
            $"INSERT INTO 'ipython-tasks' VALUES ('b', {header}, {submitted}, NULL)");
        await using var db = await SqliteDb.OpenAsync(file);
        foreach (var ask in (Action[])
        [
            () => db.DbQuery("{}"), () => db.DbQuery("""{"submitted": {"$ne": null}, "header.a": {"$ne": 5}}""", "header"),
            () => db.Tasks.ToList(), () => db.Tasks.Select(t => new { t.Submitted, Header = t.Header, Length = t.MsgId.Length }).ToList(),
            () => db.Tasks.Where(t => t.Submitted != null && t.Header["a"] != 1).ToList(),
        ])
        {
            var fault = Assert.Throws<TaskDbException>(ask);
            Assert.Contains($".db' holds a record that can't be read, {reason}", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["a", "b", "c"], Ids(db, "{}"));
        Assert.Equal(["a", "c"], Ids(db, """{"msg_id": {"$in": ["a", "c"]}, "submitted": {"$ne": "2026-01-02T00:00:00Z"}, "header.a": {"$ne": 2}}"""));
        Assert.Equal(2, db.DbQuery("""{"msg_id": {"$ne": "b"}}""").Count());
        Assert.Equal("c", (await db.GetAsync("c")).MsgId);
        Assert.Equal("a", db.Tasks.Single(t => t.MsgId != "b" && t.MsgId != "c").MsgId);
    }

    /// <summary>The three names differ only in characters that mean something in a connection string or in a URI.</summary>
    [Theory]
    [InlineData("a;Mode=ReadWriteCreate.db")]
    [InlineData("a?b#c%20.db")]
    [InlineData("it's \"quoted\".db")]
    public async Task A_file_may_have_any_name(string name)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.Copy(Samples.V92, file);
        await using var db = await SqliteDb.OpenAsync(file);
        Assert.Equal(9, Ids(db, """{"completed": null}""").Count);
    }

    [Fact]
    public async Task Reading_leaves_the_file_as_it_is()
    {
        foreach (var sample in new[] { Samples.V71, Samples.V92 })
        {
            var before = Samples.Digest(sample);
            await using (var db = await SqliteDb.OpenAsync(sample))
            {
                Assert.NotEmpty(db.Query(new TaskQuery { Keys = TaskKeys.All }).ToList());
                Assert.NotEmpty(db.Tasks.ToList());
                await Assert.ThrowsAsync<ReadOnlyTaskDbException>(() => db.AddAsync(new TaskRecord { MsgId = "new" }));
                await Assert.ThrowsAsync<ReadOnlyTaskDbException>(() => db.DropMatchingAsync(Filter.Everything));
            }

            Assert.Equal(before, Samples.Digest(sample));
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(sample)!, Path.GetFileName(sample) + "-*"));
        }
    }

    /// <summary>Another process holds a write transaction, as a controller does between its commits every two seconds.</summary>
    [Fact]
    public async Task It_opens_while_another_connection_is_writing()
    {
        var file = Path.Combine(_folder.FullName, "busy.db");
        File.Copy(Samples.V71, file);
        using var writer = new SqliteConnection($"Data Source={file};Pooling=False");
        writer.Open();
        using var transaction = writer.BeginTransaction();
        using var insert = writer.CreateCommand();
        insert.CommandText = "INSERT INTO 'ipython-tasks' (msg_id) VALUES ('new')";
        insert.ExecuteNonQuery();
        await using var db = await SqliteDb.OpenAsync(file);
        Assert.Equal(10, Ids(db, """{"completed": null}""").Count);
        transaction.Commit();
        Assert.Equal(11, Ids(db, """{"completed": null}""").Count);
    }

    private static List<string> Ids(ITaskDb db, string filter) =>
        [.. db.DbQuery(filter, "msg_id").Select(row => (string)row["msg_id"]!).Order(StringComparer.Ordinal)];

    private string Write(params string[] statements)
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        return file;
    }
}
