using System.Text.Json;
using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.Specification;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>How changes reach PostgreSQL: shared transactions, COPY, several programs at once.</summary>
public sealed class WritingTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_that_wait_at_the_same_time_share_a_transaction()
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(at => db.AddAsync(new TaskRecord { MsgId = $"t{at}" }, Cancel)));
        var transactions = (long)Ask(connection, $"SELECT count(DISTINCT xmin::text) FROM {schema}.task_record")!;
        Assert.InRange(transactions, 1, 200);
        Assert.Equal(400, await db.CountAsync(Filter.Everything, Cancel));
    }

    /// <summary>What the server refuses is told its caller; the changes that waited beside it are made.</summary>
    [Fact]
    public async Task A_refused_change_does_not_keep_the_others_from_being_made()
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        Ask(connection, $"ALTER TABLE {schema}.task_record ADD CONSTRAINT no_bad CHECK (label <> 'bad')");
        var adds = Enumerable.Range(0, 50)
            .Select(at => db.AddAsync(new TaskRecord { MsgId = $"t{at}", Label = at == 20 ? "bad" : null }, Cancel))
            .ToList();
        await Task.WhenAll(adds).ContinueWith(_ => { }, TaskScheduler.Default);
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => adds[20]);
        Assert.Contains(
            "can't answer: new row for relation \"task_record\" violates check constraint \"no_bad\".",
            fault.Message,
            StringComparison.Ordinal);
        Assert.Equal(49, await db.CountAsync(Filter.Everything, Cancel));
        Assert.Null(await db.TryGetAsync("t20", Cancel));
    }

    /// <summary>
    /// A document that is nested too deep is found out before its task is sent, and an id too long for an index by the server.
    /// </summary>
    [Theory, InlineData(1), InlineData(40)]
    public async Task A_task_that_can_not_be_written_is_refused_alone(int count)
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        var deep = Enumerable.Range(0, 600).Aggregate(Document.Empty, (inner, _) => Document.Of(("a", inner)));
        var tasks = Enumerable.Range(0, count)
            .Select(at => new TaskRecord { MsgId = $"t{at}", Header = at == count / 2 ? deep : Document.None });
        Task[] others =
        [
            db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel),
            db.WriteAsync(TaskBatch.Add(new TaskRecord { MsgId = "b" }), Cancel),
        ];
        await Assert.ThrowsAsync<QueryException>(() => db.WriteAsync(TaskBatch.Add(tasks), Cancel));
        var random = new Random(1);
        var id = string.Concat(Enumerable.Range(0, 5_000).Select(_ => (char)random.Next(0x4E00, 0x9FFF)));
        var tooLong = Enumerable.Range(0, count).Select(at => new TaskRecord { MsgId = at == count / 2 ? id : $"u{at}" });
        await Assert.ThrowsAsync<TaskDbException>(() => db.WriteAsync(TaskBatch.Add(tooLong), Cancel));
        await Task.WhenAll(others);
        Assert.Equal(["a", "b"], db.Tasks.Select(t => t.MsgId).OrderBy(id => id).ToList());
    }

    [Fact]
    public async Task A_long_batch_is_all_or_nothing_and_comes_back_whole()
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        var tasks = Enumerable.Range(0, 300)
            .Select(at => Samples.Full with { MsgId = $"t{at:000}", Label = at % 3 == 0 ? null : $"é\U0001F600{at}" })
            .ToList();
        await db.WriteAsync(TaskBatch.Add(tasks), Cancel);
        Assert.Equal(tasks, db.Tasks.OrderBy(t => t.MsgId).ToList());
        var more = Enumerable.Range(290, 100).Select(at => new TaskRecord { MsgId = $"t{at:000}" }).ToList();
        Assert.InRange(
            int.Parse((await Assert.ThrowsAsync<DuplicateTaskException>(() => db.WriteAsync(TaskBatch.Add(more), Cancel))).MsgId[1..]),
            290,
            299);
        var twice = Enumerable.Range(400, 50).Append(420).Select(at => new TaskRecord { MsgId = $"t{at}" });
        Assert.Equal("t420", (await Assert.ThrowsAsync<DuplicateTaskException>(() => db.WriteAsync(TaskBatch.Add(twice), Cancel))).MsgId);
        Assert.Equal(300, await db.CountAsync(Filter.Everything, Cancel));

        // One by one: those that are there stay as they are, and all others are added.
        await Assert.ThrowsAsync<DuplicateTaskException>(() => db.AddAsync(more, Cancel));
        Assert.Equal(390, await db.CountAsync(Filter.Everything, Cancel));
        Assert.Equal(tasks[295], await db.GetAsync("t295", Cancel));
    }

    [Fact]
    public async Task U0000_is_refused_with_its_path_and_nothing_is_written()
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        foreach (var (path, task) in new[]
        {
            ("stdout", new TaskRecord { MsgId = "t", Stdout = "a\0b" }),
            ("header.a[1]", new TaskRecord { MsgId = "t", Header = Document.Of(("a", DocumentArray.Of(1, "\0"))) }),
            ("content.\0", new TaskRecord { MsgId = "t", Content = Document.Of(("\0", 1)) }),
        })
        {
            var refusal = await Assert.ThrowsAsync<QueryException>(() => db.AddAsync(task, Cancel));
            Assert.Equal(path, refusal.Problems[0].Path);
            Assert.Equal("the string has U+0000, which no string of PostgreSQL has", refusal.Problems[0].Reason);
        }

        Assert.Throws<QueryException>(() => db.Tasks.Count(t => t.Label == "a\0"));
        Assert.Equal(0, await db.CountAsync(Filter.Everything, Cancel));
    }

    /// <summary>
    /// Two programs change the same tasks in opposite orders: whoever is in the way is waited for, and no change is lost.
    /// </summary>
    [Fact]
    public async Task Programs_that_change_the_same_tasks_get_along()
    {
        var (connection, schema) = server.CreateSchema();
        await using var one = await OpenAsync(connection, schema);
        await using var other = await OpenAsync(connection, schema);
        string[] ids = [.. Enumerable.Range(0, 30).Select(at => $"t{at:00}")];
        await one.WriteAsync(TaskBatch.Add(ids.Select(id => new TaskRecord { MsgId = id, Metadata = Document.Of(("n", 0)) })), Cancel);
        var increment = UpdateDocument.Parse("""{"$inc": {"metadata.n": 1}}""");
        await Task.WhenAll(Enumerable.Range(0, 5).SelectMany(round => new[]
        {
            WriteAsync(one, ids, round), WriteAsync(other, ids.Reverse(), round),
            (Task)one.UpdateMatchingAsync(Filter.Everything, increment, Cancel),
            other.UpdateMatchingAsync(Filter.Everything, increment, Cancel),
        }));
        Assert.Equal(30, await one.CountAsync(Filter.Parse("""{"metadata.n": 10}"""), Cancel));
        Assert.All(await one.Tasks.Async().ToListAsync(Cancel), task => Assert.Contains(task.Label, (string[])["0", "1", "2", "3", "4"]));

        static Task WriteAsync(PostgresDb db, IEnumerable<string> ids, int round) => db.WriteAsync(
            new TaskBatch { Updates = [.. ids.Select(id => KeyValuePair.Create(id, TaskUpdate.Empty.Set("label", $"{round}")))] }, Cancel);
    }

    /// <summary>What is read out of dict fields in LINQ is what C# reads: anything else is null.</summary>
    [Fact]
    public async Task Values_in_dict_fields_are_read_in_linq()
    {
        var (connection, schema) = server.CreateSchema();
        await using var db = await OpenAsync(connection, schema);
        string[] values =
        [
            "1", "2.0", "2.5", "\"b\"", "\"B\"", "{\"$numberLong\": \"5\"}", "{\"$numberDecimal\": \"7.0\"}", "{\"x\": 3}", "[9]", "true",
            "null", "{\"$date\": \"2026-01-01T00:00:00Z\"}",
        ];
        await db.WriteAsync(
            TaskBatch.Add(
                values.Select(
                    (value, at) =>
                        new TaskRecord
                        {
                            MsgId = $"t{at:00}",
                            Header = JsonSerializer.Deserialize<Document>($"{{\"v\": {value}}}"),
                        })), Cancel);
        Assert.Equal(15, db.Tasks.Sum(t => (int?)t.Header["v"]));
        Assert.Equal(7L, db.Tasks.Max(t => (long?)t.Header["v"]));
        Assert.Equal(3, db.Tasks.Sum(t => (int?)t.Header["v"]["x"]));
        Assert.Equal(
            ["B", "b"],
            db.Tasks.Where(t => (string?)t.Header["v"] != null)
                .OrderBy(t => (string?)t.Header["v"])
                .Select(t => (string?)t.Header["v"])
                .ToList());
        Assert.Equal("t09", db.Tasks.Single(t => (bool?)t.Header["v"] == true).MsgId);
        Assert.Equal(2, db.Tasks.GroupBy(t => (bool?)t.Header["v"]).Select(group => group.Key).ToList().Count);
        Assert.Contains(
            "can't run in PostgreSQL",
            Assert.Throws<QueryException>(() => db.Tasks.Max(t => (double?)t.Header["v"])).Message,
            StringComparison.Ordinal);
    }

    private static Task<PostgresDb> OpenAsync(string connection, string schema) =>
        PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema }, Cancel);

    private static object? Ask(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
