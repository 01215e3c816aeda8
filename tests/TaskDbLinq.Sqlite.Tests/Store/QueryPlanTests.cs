using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>The plan cache in front of EF Core, and the plans that SQLite makes of its SQL.</summary>
public sealed class QueryPlanTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-plans");
    private SqliteDb _db = null!;

    private string File => Path.Combine(_folder.FullName, "plans.db");

    public async ValueTask InitializeAsync() =>
        _db = await SqliteDb.OpenAsync(File, new SqliteDbOptions { Durability = SqliteDurability.Normal });

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Each documented question is answered through an index, and never touches the buffers' table.</summary>
    [Theory]
    [InlineData("""{"completed": null}""", "task_pending")]
    [InlineData("""{"msg_id": "a"}""", "sqlite_autoindex_task_1")]
    [InlineData("""{"msg_id": {"$in": ["a", "b"]}}""", "sqlite_autoindex_task_1")]
    [InlineData("""{"started": {"$gte": "2026-01-01T00:00:00Z"}, "client_uuid": "me"}""", "task_client")]
    [InlineData("""{"started": {"$lt": "2026-01-01T00:00:00Z"}, "client_uuid": {"$ne": "me"}}""", "task_started")]
    [InlineData("""{"client_uuid": "me"}""", "task_client")]
    [InlineData("""{"engine_uuid": "a"}""", "task_engine")]
    [InlineData("""{"engine_uuid": {"$in": ["a", "b"]}}""", "task_engine")]
    [InlineData("""{"started": {"$gte": "2026-01-01T00:00:00Z"}}""", "task_started")]
    [InlineData("""{"submitted": {"$gte": "2026-01-01T00:00:00Z", "$lt": "2026-02-01T00:00:00Z"}}""", "task_submitted")]
    [InlineData("""{"queue": "mux"}""", "task_queue")]
    public void A_documented_question_uses_an_index(string filter, string index)
    {
        var plan = Explain(new TaskQuery { Filter = Filter.Parse(filter), Keys = TaskKeys.Of("started") });
        Assert.Contains($"INDEX {index}", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "SCAN t",
            plan.Replace("SCAN t USING COVERING INDEX task_pending", string.Empty, StringComparison.Ordinal)
                .Replace("SCAN t USING INDEX task_pending", string.Empty, StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain("task_buffer", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_completed_is_answered_from_the_index_alone() =>
        Assert.Contains(
            "USING COVERING INDEX task_pending",
            Explain(new TaskQuery { Filter = Filter.Parse("""{"completed": null}"""), Keys = TaskKeys.Of("started") }),
            StringComparison.Ordinal);

    [Fact]
    public void The_buffers_table_is_read_only_when_buffers_are_asked_for()
    {
        Assert.DoesNotContain(" b ", Explain(new TaskQuery()) + " ", StringComparison.Ordinal);
        Assert.Contains("SEARCH b", Explain(new TaskQuery { Keys = TaskKeys.Of("buffers") }), StringComparison.Ordinal);
    }

    /// <summary>What counts and joins tasks reads as little as what lists them.</summary>
    [Theory]
    [InlineData("SELECT COUNT(*) FROM tasks AS t WHERE t.queue = 'a'", "SEARCH t USING COVERING INDEX task_queue (queue=?)")]
    [InlineData("SELECT t.queue, COUNT(*) FROM tasks AS t GROUP BY t.queue", "SCAN t USING COVERING INDEX task_queue")]
    [InlineData("SELECT AVG(julianday(t.started)) FROM tasks AS t", "SCAN t USING COVERING INDEX task_started")]
    [InlineData(
        "SELECT t.msg_id, u.started FROM tasks AS t LEFT JOIN tasks AS u ON u.msg_id = t.resubmitted",
        "SCAN t\nSEARCH t USING INDEX sqlite_autoindex_task_1 (msg_id=?) LEFT-JOIN")]
    public void An_aggregate_never_touches_the_buffers(string sql, string plan) => Assert.Equal(plan, Explain(sql));

    [Fact]
    public async Task EF_Core_translates_a_shape_once_and_new_values_give_new_answers()
    {
        await _db.WriteAsync(TaskBatch.Add(
            new TaskRecord { MsgId = "a", Queue = "x", Label = "x" },
            new TaskRecord { MsgId = "b", Queue = "y", Label = "x" },
            new TaskRecord { MsgId = "c", Queue = "x", Label = "y" }));
        Assert.Equal(["a"], Ids("""{"queue": "x", "label": "x"}"""));
        var translations = _db.Translations;
        Assert.Equal(["b"], Ids("""{"queue": "y", "label": "x"}"""));
        Assert.Equal(["c"], Ids("""{"queue": "x", "label": "y"}"""));
        Assert.Equal([], Ids("""{"queue": "y", "label": "y"}"""));
        Assert.Equal(translations, _db.Translations);
    }

    /// <summary>A call brings the id: it needs no plan of its own, whether there is such a task or not.</summary>
    [Fact]
    public async Task One_task_by_its_id_is_one_plan()
    {
        await _db.WriteAsync(TaskBatch.Add(
            new TaskRecord { MsgId = "a", Buffers = BufferList.Of([1]) }, new TaskRecord { MsgId = "é'%\"", Label = "x" }));
        var translations = _db.Translations;
        Assert.Equal("x", (await _db.TryGetAsync("é'%\""))?.Label);
        Assert.Equal([1], (await _db.GetAsync("a")).Buffers[0].ToArray());
        Assert.Null(await _db.TryGetAsync("A"));
        Assert.Null(await _db.TryGetAsync(string.Empty));
        Assert.Equal(translations + 1, _db.Translations);
    }

    /// <summary>The buffers are in a table of their own, where a drop has to look for them.</summary>
    [Fact]
    public async Task What_has_no_buffers_is_dropped()
    {
        await _db.WriteAsync(TaskBatch.Add(
            new TaskRecord { MsgId = "a", Buffers = BufferList.Of([1]) }, new TaskRecord { MsgId = "b" }, new TaskRecord { MsgId = "c" }));
        Assert.Equal(2, await _db.DropMatchingAsync("""{"buffers": null}"""));
        Assert.Equal(["a"], Ids("{}"));
    }

    /// <summary>A folded part leaves its value without a parameter: the values behind it must not slip into its place.</summary>
    [Fact]
    public async Task Values_keep_their_places_where_parts_of_a_query_fold_away()
    {
        await _db.WriteAsync(
            TaskBatch.Add(
                new TaskRecord { MsgId = "a", Queue = "q", Label = "x" }, new TaskRecord { MsgId = "b", Queue = "q", Label = "y" }));
        const string Shape = """{"$or": [{"queue": "%1", "msg_id": {"$gt": null}}, {"label": "%2", "queue": "%3"}]}""";
        Assert.Equal(["a"], Ids(Fill(Shape, "x", "x", "q")));
        Assert.Equal(["b"], Ids(Fill(Shape, "x", "y", "q")));
        Assert.Equal([], Ids(Fill(Shape, "q", "q", "x")));
    }

    [Fact]
    public async Task Skip_and_limit_are_values_too()
    {
        await _db.WriteAsync(
            TaskBatch.Add(Enumerable.Range(0, 9).Select(n => new TaskRecord { MsgId = $"{n}", Label = n > 2 ? "x" : null })));
        Assert.Equal(["4", "5"], Page("""{"label": "x"}""", skip: 1, limit: 2));
        var translations = _db.Translations;
        Assert.Equal(["5", "6", "7"], Page("""{"label": "x"}""", skip: 2, limit: 3));
        Assert.Equal(translations, _db.Translations);
        Assert.Equal(["3", "4", "5", "6", "7", "8"], Page("{}", skip: 3, limit: null));
        Assert.Equal(["0", "1"], Page("{}", skip: 0, limit: 2));
        Assert.Equal([], Page("{}", skip: 0, limit: 0));
    }

    /// <summary>More values than SQLite allows parameters: they travel as one.</summary>
    [Fact]
    public async Task A_list_of_100_000_ids_is_one_parameter()
    {
        await _db.AddAsync(new TaskRecord { MsgId = "id99999" });
        var ids = Enumerable.Range(0, 100_000).Select(n => $"id{n}").ToList();
        var rows = _db.DbQuery(
            new Dictionary<string, object?> { ["msg_id"] = new Dictionary<string, object?> { ["$in"] = ids } }, "msg_id");
        Assert.Equal("id99999", Assert.Single(rows)["msg_id"]);
    }

    private static string Fill(string shape, params string[] values) =>
        shape.Replace("%1", values[0], StringComparison.Ordinal)
            .Replace("%2", values[1], StringComparison.Ordinal)
            .Replace("%3", values[2], StringComparison.Ordinal);

    private List<string> Ids(string filter) =>
        [.. _db.DbQuery(filter, "msg_id").Select(row => (string)row["msg_id"]!).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Page(string filter, int skip, int? limit) =>
        _db.Query(
            new TaskQuery
            {
                Filter = Filter.Parse(filter),
                Keys = TaskKeys.Of("msg_id"),
                Sort = TaskSort.Parse("msg_id"),
                Skip = skip,
                Limit = limit,
            })
            .Select(row => (string)row["msg_id"]!);

    private string Explain(TaskQuery query) => Explain(_db.ToSql(query));

    private string Explain(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in command.CommandText.Split([' ', '(', ')', '\n', ',']).Where(word => word.StartsWith('@')).Distinct())
        {
            command.Parameters.AddWithValue(name, "[\"a\"]");
        }

        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join('\n', lines);
    }
}
